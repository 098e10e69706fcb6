package dev.belay.tui.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of text in several inks. */
public record Line(List<Piece> pieces) {
    /** Nothing. */
    public static final Line EMPTY = new Line(List.of());

    public Line {
        pieces = List.copyOf(pieces);
    }

    /** A part of a line. */
    public record Piece(Ink ink, String text) {}

    public static Line of(String text) {
        return of(Ink.NORMAL, text);
    }

    public static Line of(Ink ink, String text) {
        return new Line(List.of(new Piece(ink, text)));
    }

    /** This one and some more after it. */
    public Line and(Ink ink, String text) {
        List<Piece> all = new ArrayList<>(pieces);
        all.add(new Piece(ink, text));
        return new Line(all);
    }

    public Line and(String text) {
        return and(Ink.NORMAL, text);
    }

    /**
     * Cut at blanks into lines of at most so many cells. They begin where this one does, or behind the name that it begins
     * with; a word that is longer keeps its line.
     */
    public List<Line> folded(int width) {
        if (cells(text()) <= width) {
            return List.of(this);
        }
        String indent = " ".repeat(hang());
        List<Line> lines = new ArrayList<>();
        Line line = EMPTY;
        for (Piece piece : pieces) {
            for (String word : piece.text().split("(?<=\\S)(?=\\s)", -1)) {
                if (!line.text().isBlank() && cells(line.text()) + cells(word.stripTrailing()) > width) {
                    lines.add(line);
                    line = of(indent);
                    word = word.stripLeading();
                }
                line = line.and(piece.ink(), word);
            }
        }
        lines.add(line);
        return lines;
    }

    /** In at most so many rows; the last one goes on with all that is left, to be cut off with a sign. */
    public List<Line> folded(int width, int rows) {
        List<Line> whole = folded(width);
        if (whole.size() <= rows) {
            return whole;
        }
        List<Line> shown = new ArrayList<>(whole.subList(0, rows - 1));
        List<Piece> last = new ArrayList<>(whole.get(rows - 1).pieces());
        Piece end = last.remove(last.size() - 1);
        String rest =
                whole.subList(rows, whole.size()).stream().map(Line::text).collect(Collectors.joining(" ", " ", ""));
        last.add(new Piece(end.ink(), end.text() + rest));
        shown.add(new Line(last));
        return shown;
    }

    private static int cells(String text) {
        return Glyphs.width(Glyphs.clean(text));
    }

    private int hang() {
        String first = pieces.get(0).text();
        return pieces.size() > 1 && first.endsWith(" ")
                ? first.length()
                : text().length() - text().stripLeading().length();
    }

    /** So that nothing of all these is cut off at this width. */
    public static List<Line> folded(List<Line> lines, int width) {
        return lines.stream().flatMap(line -> line.folded(width).stream()).toList();
    }

    /** Without inks. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
