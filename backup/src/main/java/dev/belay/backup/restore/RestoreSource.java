package dev.belay.backup.restore;

import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.storage.Storage;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that can be restored: an archive, or a dump in plain SQL. */
public sealed interface RestoreSource extends AutoCloseable permits ArchiveSource, PlainDump {
    /** As messages name it. */
    String name();

    /** The table of contents; a plain dump has none. */
    Optional<Toc> toc();

    /**
     * What a restore would bring, in the order of the archive.
     *
     * @throws dev.belay.core.BelayException of kind USAGE for a plain dump, which nobody knows before it is run
     */
    List<String> list(RestoreOptions options);

    /**
     * Refuses what cannot be restored so, as far as that can be known without the database.
     *
     * @throws dev.belay.core.BelayException of kind USAGE
     */
    void require(RestoreOptions options);

    /**
     * Restores into a database that is there.
     *
     * @throws dev.belay.core.BelayException when it cannot begin: what fails later is in the result
     */
    RestoreResult restore(Database target, RestoreOptions options, RestoreListener listener, Cancellation cancellation);

    @Override
    void close();

    /**
     * Refuses what only a restore can do anything with.
     *
     * @throws dev.belay.core.BelayException of kind USAGE for a dump in plain SQL
     */
    static void requireArchive(Storage storage, String name) {
        Optional<PlainDump> dump = PlainDump.of(storage, name);
        if (dump.isPresent()) {
            throw dump.get().opaque();
        }
    }

    /** Finds out what lies there: a directory, custom or tar archive, or SQL, as it is or compressed. */
    static RestoreSource open(Path path) {
        return PlainDump.of(path).<RestoreSource>map(dump -> dump).orElseGet(() -> ArchiveSource.open(path));
    }

    /**
     * The same in a storage.
     *
     * @param name of the folder or file, relative to the storage
     */
    static RestoreSource open(Storage storage, String name, Decryption decryption) {
        return PlainDump.of(storage, name)
                .<RestoreSource>map(dump -> dump)
                .orElseGet(() -> ArchiveSource.open(storage, name, decryption));
    }
}
