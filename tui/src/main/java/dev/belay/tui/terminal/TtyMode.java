package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.googlecode.lanterna.TerminalSize;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How the terminal treats keys, and how big it is: what {@code stty} knows. */
final class TtyMode {
    /** Whatever the input and the output of this process are. */
    static final File TERMINAL = new File("/dev/tty");

    /** Keys one by one and none that the driver acts upon; a read waits for one. */
    private static final String RAW = "-icanon -echo -isig -iexten -ixon min 1 time 0";

    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    private final File terminal;
    private final String before;

    /** {@code before} is what {@code stty} calls the mode to go back to. */
    TtyMode(File terminal, String before) {
        this.terminal = terminal;
        this.before = before;
    }

    /** What is set now, and how big the terminal is; and sets what a full screen needs. All in one process. */
    static Begun begin() throws IOException {
        List<String> lines = run(TERMINAL, "sh", "-c", "stty -g && stty size && stty " + RAW);
        if (lines.size() < 2) {
            throw new IOException("the terminal does not say how it is set");
        }
        return new Begun(new TtyMode(TERMINAL, lines.get(0).strip()), size(lines.get(1)));
    }

    /** A terminal that was just taken. */
    record Begun(TtyMode mode, TerminalSize size) {}

    void raw() throws IOException {
        run(terminal, "sh", "-c", "stty " + RAW);
    }

    /** As it was before. */
    void restore() throws IOException {
        run(terminal, "stty", before);
    }

    static TerminalSize size() throws IOException {
        List<String> lines = run(TERMINAL, "stty", "size");
        return lines.isEmpty() ? USUAL : size(lines.get(0));
    }

    /** From rows and columns; a line of a serial console says 0 0. */
    private static TerminalSize size(String line) {
        String[] parts = line.strip().split(" ", 2);
        if (parts.length == 2 && line.matches("\\s*\\d{1,5} \\d{1,5}\\s*")) {
            int rows = Integer.parseInt(parts[0]);
            int columns = Integer.parseInt(parts[1].strip());
            if (rows > 0 && columns > 0) {
                return new TerminalSize(columns, rows);
            }
        }
        return USUAL;
    }

    private static List<String> run(File terminal, String... words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(terminal))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        return new ArrayList<>(said.lines().toList());
    }
}
