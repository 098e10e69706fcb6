package dev.belay.backup;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.archive.FileSink;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Passes files on, encrypted where that is wanted, and keeps book of what was stored. */
final class Ledger implements FileSink {
    private final FileSink files;
    private final Optional<Seal> seal;
    private final Map<String, FileEntry> entries = new ConcurrentHashMap<>();

    Ledger(FileSink files, Optional<Seal> seal) {
        this.files = files;
        this.seal = seal;
    }

    /** The name under which a file is stored. */
    String stored(String name) {
        return seal.isPresent() ? name + Seal.SUFFIX : name;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        OutputStream measured = new Measured(stored(name), files.create(stored(name)));
        return seal.isPresent() ? seal.get().seal(measured) : measured;
    }

    /** A file that is not encrypted, and not in the book. */
    OutputStream createPlain(String name) throws IOException {
        return files.create(name);
    }

    void add(String name, FileEntry entry) {
        entries.put(name, entry);
    }

    /** What has been closed until now. */
    SortedMap<String, FileEntry> entries() {
        return new TreeMap<>(entries);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private final class Measured extends FilterOutputStream {
        private final String name;
        private final MessageDigest digest = sha256();
        private long size;
        private boolean closed;

        Measured(String name, OutputStream out) {
            super(out);
            this.name = name;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            out.close();
            entries.put(name, new FileEntry(size, HexFormat.of().formatHex(digest.digest())));
        }
    }
}
