package dev.belay.backup.restore;

import dev.belay.backup.Manifest;
import dev.belay.backup.Manifests;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * An archive, and what its manifest says of it where it has one.
 *
 * @param reader which compares what it reads with the manifest, or else
 * @param whole compares all of it before
 */
record ArchiveSource(String name, ArchiveReader reader, Optional<Manifest> manifest, Whole whole)
        implements RestoreSource {
    /** One that is not in a storage, and so not Belay's. */
    static ArchiveSource open(Path path) {
        return new ArchiveSource(path.toString(), ArchiveReader.open(path), Optional.empty(), stop -> {});
    }

    /** Compares what cannot be compared while it is read. */
    @FunctionalInterface
    interface Whole {
        void prove(BooleanSupplier stop) throws IOException;
    }

    /** A folder or file of a storage. A folder that should have a manifest and has none is refused. */
    static ArchiveSource open(Storage storage, String name, Decryption decryption) {
        String label = storage.name() + "/" + name;
        try {
            Optional<Manifest> manifest = Manifests.open(storage, name, decryption);
            return new ArchiveSource(label, Manifests.reader(storage, name, decryption, manifest), manifest, stop -> {
                if (manifest.isPresent()) {
                    Manifests.prove(storage, name, manifest.get(), stop);
                }
            });
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read " + label, e), "see whether it may be read", e);
        }
    }

    @Override
    public Optional<Toc> toc() {
        return Optional.of(reader.toc());
    }

    @Override
    public List<String> list(RestoreOptions options) {
        return RestorePlan.of(reader.toc(), options, entry -> 0, Ground.ANY).labels();
    }

    @Override
    public void require(RestoreOptions options) {
        Half.of(reader.toc()).require(name, options.part());
        list(options);
    }

    @Override
    public RestoreResult restore(
            Database target, RestoreOptions options, RestoreListener listener, Cancellation cancellation) {
        Half.of(reader.toc()).require(name, options.part());
        prove(listener, cancellation);
        return new Restore(target, options, listener, cancellation)
                .run(reader, manifest)
                .noting(notes());
    }

    /** Nobody shall take a part for the whole. */
    private static Optional<String> part(Manifest.Contents contents) {
        return switch (contents) {
            case ALL -> Optional.empty();
            case PART -> Optional.of("the archive holds a part of its database");
            case SCHEMA -> Optional.of("the archive holds a schema alone, and no rows");
            case DATA -> Optional.of("the archive holds rows alone, and no schema");
        };
    }

    /** Before anything is touched: what the archive is to replace may be all there is. */
    private void prove(RestoreListener listener, Cancellation cancellation) {
        try {
            listener.begun("compare " + name);
            whole.prove(cancellation::requested);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read " + name, e), "see whether it may be read", e);
        }
    }

    private List<String> notes() {
        if (manifest.isPresent()) {
            return Stream.concat(
                            part(manifest.get().contents()).stream(),
                            manifest.get().leftOut().stream().map(what -> "not in the archive: " + what))
                    .toList();
        }
        return Manifests.missing(reader)
                ? List.of("there is no manifest with " + name
                        + ", although Belay made it: whether it is what was written" + " nobody can tell")
                : List.of();
    }

    @Override
    public void close() {
        // The reader holds nothing open between calls.
    }
}
