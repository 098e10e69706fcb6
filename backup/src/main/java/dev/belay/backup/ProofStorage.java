package dev.belay.backup;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.storage.Contents;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Leftover;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** A storage that hashes each file that is read to its end, so that none has to be fetched twice. */
final class ProofStorage implements Storage {
    private final Storage storage;
    private final LongConsumer progress;
    private final Map<String, FileEntry> seen = new TreeMap<>();

    /** @param progress hears of bytes that were read */
    ProofStorage(Storage storage, LongConsumer progress) {
        this.storage = storage;
        this.progress = progress;
    }

    /** What a file is as it is stored; it is read now if it has not been. */
    FileEntry entry(String file) throws IOException {
        FileEntry known = seen.get(file);
        if (known != null) {
            return known;
        }
        try (InputStream in = read(file, 0)) {
            byte[] buffer = new byte[1 << 16];
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        }
        return requireNonNull(seen.get(file), file);
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        InputStream in = storage.read(file, from);
        return from == 0 ? new Hashing(file, in) : new Counting(in);
    }

    @Override
    public String name() {
        return storage.name();
    }

    @Override
    public Contents contents(String folder) throws IOException {
        return storage.contents(folder);
    }

    @Override
    public List<StoredFile> files(String folder) throws IOException {
        return storage.files(folder);
    }

    @Override
    public Optional<StoredFile> find(String file) throws IOException {
        return storage.find(file);
    }

    @Override
    public Draft draft(String folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(String file, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Collection<String> files) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Leftover> leftovers() {
        return List.of();
    }

    @Override
    public void discard(Leftover leftover) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // It is somebody else's.
    }

    /** Tells how much is read; passed over is what is read, too. */
    private class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public final int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                progress.accept(read);
            }
            return read;
        }

        @Override
        public final long skip(long bytes) throws IOException {
            byte[] buffer = new byte[(int) Math.min(1 << 16, Math.max(0, bytes))];
            return Math.max(0, read(buffer, 0, buffer.length));
        }

        @Override
        public final boolean markSupported() {
            return false;
        }
    }

    private final class Hashing extends Counting {
        private final String file;
        private final MessageDigest digest = Ledger.sha256();
        private long size;
        private boolean ended;

        Hashing(String file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                digest.update(bytes, offset, read);
                size += read;
            } else if (read < 0 && !ended) {
                ended = true;
                seen.put(file, new FileEntry(size, HexFormat.of().formatHex(digest.digest())));
            }
            return read;
        }

        /** Whoever knows how long a file is reads its last byte, and not that there is none after it. */
        @Override
        public void close() throws IOException {
            try {
                if (!ended) {
                    read();
                }
            } catch (IOException e) {
                // Then it is read once more, and fails there.
            } finally {
                super.close();
            }
        }
    }
}
