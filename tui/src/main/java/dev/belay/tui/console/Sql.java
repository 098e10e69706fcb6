package dev.belay.tui.console;

import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colors SQL for reading. It is no lexer: what it takes for a word costs nobody more than a color. */
final class Sql {
    private static final Pattern PIECE = Pattern.compile(
            "(?<remark>--[^\n]*|/\\*.*?(\\*/|$))|(?<text>'[^']*+('|$))|(?<word>[A-Za-z_][A-Za-z_0-9]*)|\"[^\"]*\"|.",
            Pattern.DOTALL);

    private static final Set<String> WORDS =
            Set.of(("add all alter analyze and as begin between by cascade case cast check column comment commit"
                            + " concurrently constraint copy create cross cube current database default deferrable delete desc"
                            + " distinct do domain drop each else end enum exclude execute exists extension false for foreign from"
                            + " function generated grant group having if immutable in include index inner insert instead into is"
                            + " join key language lateral left like limit lock materialized not null of on only or order outer"
                            + " owner partition policy primary procedure public raise references refresh reindex rename replace"
                            + " restrict return returning returns revoke right role rollback row rows schema select sequence"
                            + " serial set stable start table temporary then to trigger true truncate type union unique update"
                            + " using vacuum valid validate values view when where with")
                    .split(" "));

    private Sql() {}

    static List<Line> lines(String sql) {
        List<Line> lines = new ArrayList<>();
        List<Line.Piece> line = new ArrayList<>();
        Matcher found = PIECE.matcher(sql.replace("\r\n", "\n"));
        while (found.find()) {
            Ink ink = ink(found);
            String[] parts = found.group().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    lines.add(new Line(line));
                    line.clear();
                }
                add(line, ink, parts[i].replace("\t", "    "));
            }
        }
        lines.add(new Line(line));
        return lines;
    }

    private static Ink ink(Matcher found) {
        if (found.group("remark") != null) {
            return Ink.REMARK;
        }
        if (found.group("text") != null) {
            return Ink.TEXT;
        }
        String word = found.group("word");
        return word != null && WORDS.contains(word.toLowerCase(Locale.ROOT)) ? Ink.WORD : Ink.NORMAL;
    }

    private static void add(List<Line.Piece> line, Ink ink, String text) {
        if (text.isEmpty()) {
            return;
        }
        int last = line.size() - 1;
        if (last >= 0 && line.get(last).ink() == ink) {
            line.set(last, new Line.Piece(ink, line.get(last).text() + text));
        } else {
            line.add(new Line.Piece(ink, text));
        }
    }
}
