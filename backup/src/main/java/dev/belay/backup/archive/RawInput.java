package dev.belay.backup.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of one file as they lie there: it knows where it is and where the file ends, and keeps a disk that fails
 * apart from content that is wrong.
 */
final class RawInput extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final String file;
    private final InputStream in;
    private final long end;
    private long position;

    RawInput(String file, InputStream in, long position, long end) {
        this.file = file;
        this.in = in;
        this.position = position;
        this.end = end;
    }

    /** A file from one place to another, opened without following a link. */
    static RawInput of(Path path, String name, long from, long to) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.READ, NOFOLLOW_LINKS);
            channel.position(from);
            return new RawInput(
                    name, new BufferedInputStream(Channels.newInputStream(channel), BUFFER), from, Math.max(from, to));
        } catch (IOException e) {
            throw StorageFiles.unreadable(path.toString(), e);
        }
    }

    String file() {
        return file;
    }

    long position() {
        return position;
    }

    boolean atEnd() {
        return position >= end;
    }

    @Override
    public int read() {
        if (atEnd()) {
            return -1;
        }
        try {
            int read = in.read();
            position += read < 0 ? 0 : 1;
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (atEnd()) {
            return -1;
        }
        try {
            int read = in.read(buffer, offset, (int) Math.min(length, end - position));
            position += Math.max(0, read);
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Goes over bytes that must be there. */
    void pass(long bytes) {
        if (bytes > end - position) {
            throw Damage.at(file, end, "ends in the middle");
        }
        try {
            in.skipNBytes(bytes);
            position += bytes;
        } catch (EOFException e) {
            throw Damage.at(file, position, "ends in the middle", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private BelayException unreadable(IOException e) {
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
        }
        return new BelayException(
                Kind.BACKUP,
                FileTrouble.sentence("cannot read " + file + " at byte " + position, e),
                "see whether the disk or the network is in order",
                e);
    }
}
