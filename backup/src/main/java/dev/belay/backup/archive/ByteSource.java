package dev.belay.backup.archive;

import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that can be read from any place in it: on disk, or in a storage. */
interface ByteSource {
    /** As messages name it. */
    String name();

    /** In bytes. */
    long size();

    /**
     * The bytes from one place to another.
     *
     * @param label as messages name these bytes
     */
    RawInput read(String label, long from, long to);

    static ByteSource of(Path file) {
        try {
            return new OnDisk(file, Files.size(file));
        } catch (IOException e) {
            throw StorageFiles.unreadable(file.toString(), e);
        }
    }

    static ByteSource of(Storage storage, StoredFile file) {
        return new Stored(storage, file);
    }

    /** A file that a path leads to. */
    record OnDisk(Path file, long size) implements ByteSource {
        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public RawInput read(String label, long from, long to) {
            return RawInput.of(file, label, from, to);
        }
    }

    /** Only what is asked for is fetched. */
    record Stored(Storage storage, StoredFile file) implements ByteSource {
        @Override
        public String name() {
            return StorageFiles.label(storage, file.name());
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public RawInput read(String label, long from, long to) {
            try {
                return new RawInput(label, storage.read(file.name(), from), from, Math.max(from, to));
            } catch (IOException e) {
                throw StorageFiles.unreadable(name(), e);
            }
        }
    }
}
