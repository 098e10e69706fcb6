package dev.belay.core.script;

import dev.belay.core.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments of a script tell Belay: {@code -- belay: no-transaction}, {@code out-of-order} and {@code requires
 * a, b}, before any of its statements, and the line {@code -- Dependencies: a, b} of a header.
 *
 * @param noTransaction each statement is to run on its own
 * @param outOfOrder the migration may run after newer ones
 * @param requires names of objects that must be there, as written
 */
public record Directives(boolean noTransaction, boolean outOfOrder, List<String> requires) {
    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*belay\\s*:(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEPENDENCIES =
            Pattern.compile("--\\s*dependencies\\s*:(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTHING = Pattern.compile("-*|(none|nothing|n/a)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final List<String> KNOWN = List.of("no-transaction", "out-of-order", "requires");

    public Directives {
        requires = List.copyOf(requires);
    }

    /**
     * Reads every comment that stands before or between statements.
     *
     * @throws dev.belay.core.BelayException when a comment says something to Belay that it does not know
     */
    public static Directives of(Script script) {
        Reader reader = new Reader(script.source());
        for (Statement statement : script.statements()) {
            reader.read(statement.leadStart(), statement.leadEnd(), statement.leadStart() == 0);
        }
        return reader.directives();
    }

    /**
     * Cuts the text first.
     *
     * @throws dev.belay.core.BelayException as {@link #of(Script)} and {@link Script#parse} do
     */
    public static Directives of(String name, String text) {
        return of(Script.parse(name, text));
    }

    /** Only what stands before the first statement; the text behind it is not looked at. */
    public static Directives ofHeader(String name, String text) {
        Source source = new Source(name, 1, text);
        Lexer lexer = new Lexer(text, text.startsWith("\uFEFF") ? 1 : 0, text.length(), true);
        lexer.next();
        Reader reader = new Reader(source);
        reader.read(0, lexer.start(), true);
        return reader.directives();
    }

    private static final class Reader {
        private final Source source;
        private boolean noTransaction;
        private boolean outOfOrder;
        private final List<String> requires = new ArrayList<>();

        Reader(Source source) {
            this.source = source;
        }

        Directives directives() {
            return new Directives(noTransaction, outOfOrder, requires);
        }

        /** Between these offsets there are only blanks and comments. */
        void read(int from, int to, boolean header) {
            String text = source.text();
            int at = from;
            while (at < to) {
                if (text.startsWith("--", at)) {
                    int end = Blanks.lineEnd(text, at, to);
                    line(text.substring(at, end), at, header);
                    at = end;
                } else if (text.startsWith("/*", at)) {
                    int end = Blanks.commentEnd(text, at, to);
                    at = end < 0 ? to : end;
                } else {
                    at++;
                }
            }
        }

        private void line(String comment, int at, boolean header) {
            Matcher directive = DIRECTIVE.matcher(comment);
            Matcher dependencies = DEPENDENCIES.matcher(comment);
            if (directive.matches()) {
                directive(directive.group(1).strip(), at);
            } else if (header && dependencies.matches()) {
                String names = dependencies.group(1).strip();
                requires.addAll(NOTHING.matcher(names).matches() ? List.of() : listed(names));
            }
        }

        private void directive(String said, int at) {
            String[] words = said.split("\\s+", 2);
            String rest = words.length == 1 ? "" : words[1];
            switch (words[0]) {
                case "no-transaction" -> noTransaction = true;
                case "out-of-order" -> outOfOrder = true;
                case "requires" -> requires.addAll(names(rest));
                default -> throw unknown(words[0], at);
            }
            boolean names = words[0].equals("requires");
            if (names == names(rest).isEmpty()) {
                throw source.error(
                        at,
                        "directive \"" + said + "\" is not understood",
                        names ? "name what it requires: -- belay: requires users, organizations" : "write it alone");
            }
        }

        /** A header is written for people: an item of several words is no name. */
        private static List<String> listed(String text) {
            return Pattern.compile(",")
                    .splitAsStream(text)
                    .map(String::strip)
                    .filter(name -> !name.isEmpty() && name.chars().noneMatch(Character::isWhitespace))
                    .toList();
        }

        private static List<String> names(String text) {
            return Pattern.compile("[,\\s]+")
                    .splitAsStream(text)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }

        private RuntimeException unknown(String directive, int at) {
            return source.error(
                    at,
                    "unknown directive \"" + directive + "\"",
                    Nearest.to(directive, KNOWN)
                            .map(near -> "did you mean \"-- belay: " + near + "\"?")
                            .orElse("known are: " + String.join(", ", KNOWN)));
        }
    }
}
