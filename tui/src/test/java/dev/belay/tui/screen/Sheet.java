package dev.belay.tui.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.belay.tui.terminal.Colors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A screen without a terminal, on Lanterna's virtual one: what would be seen, as text. */
public final class Sheet {
    private final DefaultVirtualTerminal terminal;
    private final TerminalScreen screen;
    private final Signs signs;
    private final Palette palette;

    public Sheet(int columns, int rows) {
        this(columns, rows, true, Colors.MANY);
    }

    public Sheet(int columns, int rows, boolean unicode, Colors colors) {
        try {
            terminal = new DefaultVirtualTerminal(new TerminalSize(columns, rows));
            screen = new TerminalScreen(terminal);
            screen.startScreen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        signs = new Signs(unicode);
        palette = new Palette(colors);
    }

    public Signs signs() {
        return signs;
    }

    public void resize(int columns, int rows) {
        terminal.setTerminalSize(new TerminalSize(columns, rows));
    }

    /** Draws one frame. */
    public Sheet draw(Consumer<Canvas> drawing) {
        try {
            screen.doResizeIfNecessary();
            screen.setCursorPosition(null);
            drawing.accept(Canvas.whole(screen, palette, signs));
            screen.refresh();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is on the terminal, without blanks at the ends of lines. */
    public String text() {
        StringBuilder text = new StringBuilder();
        TerminalSize size = terminal.getTerminalSize();
        for (int y = 0; y < size.getRows(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < size.getColumns(); x++) {
                TextCharacter cell = terminal.getCharacter(x, y);
                line.append(cell.getCharacterString());
                if (cell.isDoubleWidth()) {
                    x++;
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** A picture of what is on the terminal. */
    public String svg() {
        TerminalSize size = terminal.getTerminalSize();
        return Svg.of(size.getColumns(), size.getRows(), terminal::getCharacter);
    }

    /** Whether some cell has a color of its own. */
    public boolean colored() {
        TerminalSize size = terminal.getTerminalSize();
        for (int y = 0; y < size.getRows(); y++) {
            for (int x = 0; x < size.getColumns(); x++) {
                TextCharacter cell = terminal.getCharacter(x, y);
                boolean plain = cell.getForegroundColor().equals(com.googlecode.lanterna.TextColor.ANSI.DEFAULT)
                        && cell.getBackgroundColor().equals(com.googlecode.lanterna.TextColor.ANSI.DEFAULT);
                if (!plain) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the cell is reversed: how what is selected is told from the rest without colors. */
    public boolean reversed(int column, int row) {
        return terminal.getCharacter(column, row).getModifiers().contains(SGR.REVERSE);
    }
}
