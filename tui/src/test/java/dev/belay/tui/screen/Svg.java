package dev.belay.tui.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.Locale;

/** A picture of a screen, as it looks on a dark terminal. */
final class Svg {
    private static final String GROUND = "#16181d";
    private static final String TEXT = "#d5d8de";
    private static final double WIDTH = 8.43;
    private static final int HEIGHT = 18;
    private static final int MARGIN = 12;

    private final StringBuilder svg = new StringBuilder();

    /** The cells of a screen. */
    interface Cells {
        TextCharacter at(int column, int row);
    }

    static String of(int columns, int rows, Cells cells) {
        Svg picture = new Svg();
        picture.head(columns, rows);
        for (int y = 0; y < rows; y++) {
            picture.row(columns, y, cells);
        }
        return picture.svg.append("</svg>\n").toString();
    }

    private void head(int columns, int rows) {
        int width = (int) Math.ceil(columns * WIDTH) + 2 * MARGIN;
        int height = rows * HEIGHT + 2 * MARGIN;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        .formatted(width, height, width, height))
                .append(" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\"" + ">\n")
                .append("<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"%s\"/>\n".formatted(GROUND));
    }

    private void row(int columns, int y, Cells cells) {
        int x = 0;
        while (x < columns) {
            int end = x;
            TextCharacter first = cells.at(x, y);
            StringBuilder text = new StringBuilder();
            while (end < columns && alike(first, cells.at(end, y))) {
                TextCharacter cell = cells.at(end, y);
                text.append(cell.getCharacterString());
                end += cell.isDoubleWidth() ? 2 : 1;
            }
            run(x, y, end - x, first, text.toString());
            x = end;
        }
    }

    private static boolean alike(TextCharacter one, TextCharacter other) {
        return one.getForegroundColor().equals(other.getForegroundColor())
                && one.getBackgroundColor().equals(other.getBackgroundColor())
                && one.getModifiers().equals(other.getModifiers());
    }

    private void run(int x, int y, int cells, TextCharacter style, String text) {
        boolean reversed = style.getModifiers().contains(SGR.REVERSE);
        String front = color(style.getForegroundColor(), TEXT);
        String back = color(style.getBackgroundColor(), GROUND);
        double left = MARGIN + x * WIDTH;
        int top = MARGIN + y * HEIGHT;
        if (reversed || !back.equals(GROUND)) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\" fill=\"%s\"/>%n",
                    left,
                    top,
                    cells * WIDTH,
                    HEIGHT,
                    reversed ? front : back));
        }
        int from = 0;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        String shown = text.substring(from).stripTrailing();
        if (!shown.isEmpty()) {
            int width = Glyphs.width(shown);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.2f\" y=\"%d\" textLength=\"%.2f\" lengthAdjust=\"spacingAndGlyphs\""
                            + " fill=\"%s\"%s%s>%s</text>%n",
                    left + from * WIDTH,
                    top + 14,
                    width * WIDTH,
                    reversed ? back : front,
                    style.isBold() ? " font-weight=\"bold\"" : "",
                    style.isItalic() ? " font-style=\"italic\"" : "",
                    // Blanks side by side would count as one.
                    shown.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace(' ', '\u00a0')));
        }
    }

    private static String color(TextColor color, String usual) {
        if (color.equals(TextColor.ANSI.DEFAULT)) {
            return usual;
        }
        return "#%02x%02x%02x".formatted(color.getRed(), color.getGreen(), color.getBlue());
    }
}
