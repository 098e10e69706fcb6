package dev.belay.tui.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Catches what libraries print: on the screen it would be dirt, in a line it may be of use. */
final class Strays implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private Strays() {}

    static Strays caught(Consumer<String> lines) {
        Strays before = new Strays();
        PrintStream net = new PrintStream(new Net(lines), true, UTF_8);
        System.setOut(net);
        System.setErr(net);
        return before;
    }

    /** Makes lines of what comes. */
    private static final class Net extends OutputStream {
        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Net(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                lines.accept(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
