package dev.belay.tui.screen;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;

/** A rectangle of the screen. Nothing that is drawn on it leaves it, and no text can break it. */
public final class Canvas {
    private final Ground ground;
    private final int left;
    private final int top;
    private final int width;
    private final int height;

    /** What all parts of a frame are drawn on. */
    private record Ground(Screen screen, Palette palette, Signs signs, Spots spots) {
        void cell(int column, int row, TextCharacter cell) {
            screen.setCharacter(column, row, cell);
        }
    }

    private Canvas(Ground ground, int left, int top, int width, int height) {
        this.ground = ground;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
    }

    static Canvas whole(Screen screen, Palette palette, Signs signs) {
        var size = screen.getTerminalSize();
        Ground ground = new Ground(screen, palette, signs, new Spots());
        return new Canvas(ground, 0, 0, size.getColumns(), size.getRows());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public Signs signs() {
        return ground.signs();
    }

    /** The keys that were shown on this frame. */
    Spots spots() {
        return ground.spots();
    }

    /** A part of this one, as far as it lies in it. */
    public Canvas part(int x, int y, int columns, int rows) {
        int begin = Math.max(0, Math.min(x, width));
        int first = Math.max(0, Math.min(y, height));
        return new Canvas(
                ground,
                left + begin,
                top + first,
                Math.max(0, Math.min(columns, width - begin)),
                Math.max(0, Math.min(rows, height - first)));
    }

    /** Whether a cell of the whole screen is in here. */
    boolean holds(int column, int row) {
        return column >= left && column < left + width && row >= top && row < top + height;
    }

    /** The column of this canvas that is that column of the screen. */
    int column(int column) {
        return column - left;
    }

    /** The row of this canvas that is that row of the screen. */
    int row(int row) {
        return row - top;
    }

    public void clear() {
        for (int y = 0; y < height; y++) {
            fill(y, Ink.NORMAL, false);
        }
    }

    /** Empties one row. */
    public void fill(int y, Ink ink, boolean selected) {
        if (y >= 0 && y < height) {
            TextCharacter blank = ground.palette().cell(' ', ink, selected);
            for (int x = 0; x < width; x++) {
                ground.cell(left + x, top + y, blank);
            }
        }
    }

    public int put(int x, int y, Ink ink, String text) {
        return put(x, y, ink, text, false);
    }

    /** Draws a text and returns the column after it; what does not fit is cut, with a sign that says so. */
    public int put(int x, int y, Ink ink, String text, boolean selected) {
        if (y < 0 || y >= height || x >= width) {
            return x;
        }
        String clean = clean(text);
        boolean cut = x + Glyphs.width(clean) > width;
        int end = cut ? width - 1 : width;
        int column = x;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            int cells = Glyphs.width(c);
            if (column + cells > end) {
                break;
            }
            ground.cell(left + column, top + y, ground.palette().cell(c, ink, selected));
            column += cells;
        }
        if (cut) {
            ground.cell(
                    left + column,
                    top + y,
                    ground.palette().cell(signs().ellipsis().charAt(0), ink, selected));
            column++;
        }
        spots().drawn(ink, clean, top + y, left + x, left + column);
        return column;
    }

    /** Draws a key, also one that looks as if it could not be pressed now: whoever presses it is told why. */
    int key(int x, int y, Ink ink, String key) {
        int end = put(x, y, ink, key);
        spots().drawn(Ink.KEY, key, top + y, left + x, left + end);
        return end;
    }

    /** A text as it is drawn here. */
    String clean(String text) {
        return signs().unicode() ? Glyphs.clean(text) : Glyphs.ascii(text);
    }

    public int put(int x, int y, Line line) {
        return put(x, y, line, false);
    }

    public int put(int x, int y, Line line, boolean selected) {
        int column = x;
        for (Line.Piece piece : line.pieces()) {
            column = put(column, y, piece.ink(), piece.text(), selected);
        }
        return column;
    }

    /** Draws a text that ends in the column before this one. */
    public void putBefore(int end, int y, Ink ink, String text) {
        put(Math.max(0, end - Glyphs.width(clean(text))), y, ink, text);
    }

    /** Draws a box around everything and returns what is within. */
    public Canvas box(String title, boolean focused) {
        Ink ink = focused ? Ink.KEY : Ink.BORDER;
        String across = signs().across().repeat(Math.max(0, width - 2));
        put(0, 0, ink, signs().corner(0) + across + signs().corner(1));
        for (int y = 1; y < height - 1; y++) {
            put(0, y, ink, signs().upright());
            put(width - 1, y, ink, signs().upright());
        }
        put(0, height - 1, ink, signs().corner(2) + across + signs().corner(3));
        if (!title.isEmpty() && width > 6) {
            part(2, 0, width - 4, 1).put(0, 0, focused ? Ink.KEY : Ink.TITLE, " " + title + " ");
        }
        return part(1, 1, width - 2, height - 2);
    }

    /** Shows the cursor here. */
    public void cursor(int x, int y) {
        ground.screen().setCursorPosition(new TerminalPosition(left + Math.min(x, width - 1), top + y));
    }
}
