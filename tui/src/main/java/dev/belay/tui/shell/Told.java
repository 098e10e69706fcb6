package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.tui.report.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What JShell says, line by line: an error of ours without its words for it, and our own page where it knows none of that
 * name, since it has no other way to add one. Values and messages come from the server too: none of them steers the terminal.
 */
final class Told extends OutputStream {
    private static final String NO_PAGE = "start with the provided argument: belay";
    private static final String THROWN = "|  Exception " + Answers.MARK;

    /** Below its "no page" JShell lists all that it has, at once: longer than this nobody is waiting for it. */
    private static final long LIST_NANOS = 300_000_000;

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long page = System.nanoTime() - LIST_NANOS;

    Told(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            pass();
        }
    }

    private void pass() throws IOException {
        String text = line.toString(UTF_8);
        line.reset();
        if (text.contains(NO_PAGE)) {
            page = System.nanoTime();
            out.write(Help.TEXT.getBytes(UTF_8));
        } else if (text.startsWith("|") && System.nanoTime() - page < LIST_NANOS) {
            // A part of that list.
            return;
        } else if (text.startsWith(THROWN)) {
            out.write(Visible.block(text.replace(THROWN, "|  belay")).getBytes(UTF_8));
        } else {
            out.write(Visible.block(text).getBytes(UTF_8));
        }
    }

    /** A part of a line is a prompt, or the beginning of what will never be one of ours. */
    @Override
    public synchronized void flush() throws IOException {
        String text = line.toString(UTF_8);
        if (!text.startsWith("|")) {
            pass();
        }
        out.flush();
    }
}
