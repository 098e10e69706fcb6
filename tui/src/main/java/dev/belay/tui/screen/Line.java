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

    /** Without inks. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
