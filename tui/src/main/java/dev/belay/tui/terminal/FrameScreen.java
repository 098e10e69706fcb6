package dev.belay.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;

/** Lanterna's screen, which can also send a single row: to compare all cells takes far longer than a clock to draw. */
public final class FrameScreen extends TerminalScreen {
    public FrameScreen(Terminal terminal) throws IOException {
        super(terminal);
    }

    /** Sends what has changed in one row of single cells, and nothing else. */
    public synchronized void refreshRow(int row) throws IOException {
        boolean sent = false;
        for (int x = 0; x < getTerminalSize().getColumns(); x++) {
            TextCharacter cell = getBackBuffer().getCharacterAt(x, row);
            if (!cell.equals(getFrontBuffer().getCharacterAt(x, row))) {
                send(new TerminalPosition(x, row), cell);
                getFrontBuffer().setCharacterAt(x, row, cell);
                sent = true;
            }
        }
        if (sent) {
            getTerminal().resetColorAndSGR();
            getTerminal().flush();
        }
    }

    private void send(TerminalPosition position, TextCharacter cell) throws IOException {
        Terminal terminal = getTerminal();
        terminal.setCursorPosition(position);
        terminal.resetColorAndSGR();
        terminal.setForegroundColor(cell.getForegroundColor());
        terminal.setBackgroundColor(cell.getBackgroundColor());
        for (SGR sign : cell.getModifiers()) {
            terminal.enableSGR(sign);
        }
        terminal.putString(cell.getCharacterString());
    }
}
