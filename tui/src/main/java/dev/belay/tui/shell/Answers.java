package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The lines that somebody types while a line of his runs: JShell has the terminal, and lends what is meant for us. */
final class Answers implements Supplier<Optional<String>> {
    /** What JShell takes for the class of an exception of ours. */
    static final String MARK = "belay";

    private final InputStream typed;

    Answers(InputStream typed) {
        this.typed = typed;
    }

    @Override
    public Optional<String> get() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = typed.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = typed.read();
            }
            return Optional.of(line.toString(UTF_8).replace("\r", ""));
        } catch (IOException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // What JShell's reader throws at Ctrl-D is of a class that nobody else can name.
            return Optional.empty();
        }
    }
}
