package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** A file that is there whole or not at all, and whose old content stays until the new one is written. */
public final class OutputFile {
    private OutputFile() {}

    /** Writes text. */
    @FunctionalInterface
    public interface Content {
        void write(Appendable out) throws IOException;
    }

    /** Replaces what the file holds, or makes it. */
    public static void write(Path file, Content content) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device is written to, not replaced.
            into(file, content);
            return;
        }
        Path unfinished = null;
        try {
            // What a link leads to is written, and the link stays.
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            unfinished = Files.createTempFile(target.getParent(), ".belay-", ".unfinished");
            try (Utf8Text out = new Utf8Text(Files.newOutputStream(unfinished))) {
                content.write(out);
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(file, unfinished, e);
        }
    }

    /** The same for what prints lines. */
    public static void print(Path file, Consumer<PrintWriter> content) {
        StringWriter text = new StringWriter();
        PrintWriter printer = new PrintWriter(text);
        content.accept(printer);
        printer.flush();
        write(file, out -> out.append(text.toString()));
    }

    private static void into(Path file, Content content) {
        try (Utf8Text out = new Utf8Text(Files.newOutputStream(file))) {
            content.write(out);
        } catch (IOException e) {
            throw failed(file, null, e);
        }
    }

    private static BelayException failed(Path file, @org.jspecify.annotations.Nullable Path unfinished, IOException e) {
        if (unfinished != null) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
        }
        String cannot = "cannot write \"" + file + "\"";
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return new BelayException(Kind.USAGE, cannot + ": it is a folder", "name a file in it", e);
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return new BelayException(
                    Kind.USAGE, cannot + ": there is no folder \"" + folder + "\"", "make it, or name another", e);
        }
        return new BelayException(Kind.USAGE, cannot, FileTrouble.hint(e), e);
    }
}
