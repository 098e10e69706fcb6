package dev.belay.backup.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.belay.core.FileTrouble;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of a draft. Once a write has failed it can only fail, so that nobody takes what is there for the whole. */
final class DraftOutput extends OutputStream {
    private static final int BUFFER = 1 << 15;

    private final Path file;
    private final Consumer<DraftOutput> complete;
    private final FileChannel channel;
    private final OutputStream out;
    private @Nullable IOException failure;
    private boolean closed;

    /** @param complete is told when the last byte has been written */
    DraftOutput(Path file, Consumer<DraftOutput> complete) throws IOException {
        this.file = file;
        this.complete = complete;
        this.channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), OwnerOnly.file(file));
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    Path file() {
        return file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    @Override
    public void close() throws IOException {
        if (closed && failure == null) {
            return;
        }
        closed = true;
        try {
            attempt(out::flush);
        } finally {
            channel.close();
        }
        complete.accept(this);
    }

    /** Closes it incomplete. */
    void giveUp() throws IOException {
        channel.close();
    }

    private void attempt(Step step) throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        try {
            step.run();
        } catch (IOException e) {
            failure = new IOException(FileTrouble.sentence("cannot write " + file, e), e);
            throw failure;
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
