package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.belay.core.Kind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or error as UTF-8, whatever the locale: JSON and file names are. It remembers that a write failed, so
 * that a report cut short by a full disk does not end in success.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream to;
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(this, UTF_8), true);
    private @Nullable IOException failure;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    static StandardOutput data() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    static StandardOutput messages() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.err));
    }

    PrintWriter writer() {
        return writer;
    }

    /** Flushes and says whether everything arrived. A reader that had enough, such as {@code head}, is no failure. */
    int finish(int exitCode, StandardOutput messages) {
        writer.flush();
        if (failure == null || requireNonNullElse(failure.getMessage(), "").contains("Broken pipe")) {
            return exitCode;
        }
        messages.writer.println("belay: cannot write to standard output: " + failure.getMessage());
        return exitCode == 0 ? Kind.INTERNAL.exitCode() : exitCode;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        try {
            to.write(content, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
