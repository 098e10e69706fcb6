package dev.belay.tui;

import dev.belay.backup.DrillRecord;
import dev.belay.backup.Listing;
import dev.belay.backup.Manifests;
import dev.belay.backup.Servers;
import dev.belay.backup.Shelf;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.crypto.Identities;
import dev.belay.backup.restore.RestoreSource;
import dev.belay.backup.storage.Names;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.db.SystemIdentifier;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The archive that a user names: a path, an address in S3, the name in the place of the backups, or the latest there. */
final class Archives implements AutoCloseable {
    private static final String LATEST = "latest";
    private static final String S3 = "s3://";

    private final Optional<Storage> storage;
    private final String name;
    private final Decryption decryption;
    private final List<String> passed;

    private Archives(Optional<Storage> storage, String name, Decryption decryption) {
        this(storage, name, decryption, List.of());
    }

    /** @param passed in words, newer archives that could have been it, and why they are not */
    private Archives(Optional<Storage> storage, String name, Decryption decryption, List<String> passed) {
        this.storage = storage;
        this.name = name;
        this.decryption = decryption;
        this.passed = List.copyOf(passed);
    }

    static Archives open(Project project, Start start, RestoreRequest request) {
        Decryption decryption = request.identity()
                .map(start.folder()::resolve)
                .or(() -> project.backupSettings().identity())
                .map(Identities::read)
                .<Decryption>map(keys -> keys::decrypt)
                .orElse(Decryption.NONE);
        String archive = strip(request.archive());
        if (archive.equals(LATEST)) {
            return newest(project, place(project, start, request), decryption);
        }
        if (archive.startsWith(S3)) {
            int slash = archive.lastIndexOf('/');
            if (slash < S3.length()) {
                throw new BelayException(
                        Kind.USAGE,
                        archive + " is a bucket, and no archive in it",
                        "belay backups " + archive + " lists what there is; latest --from " + archive
                                + " is the newest");
            }
            return new Archives(
                    Optional.of(Storages.open(archive.substring(0, slash), request.storage())),
                    archive.substring(slash + 1),
                    decryption);
        }
        Path path = start.folder().resolve(archive);
        if (!Files.exists(path) && !Path.of(archive).isAbsolute() && named(project, request)) {
            return new Archives(Optional.of(place(project, start, request)), archive, decryption);
        }
        return local(path, decryption);
    }

    private static Archives newest(Project project, Storage place, Decryption decryption) {
        try {
            Shelf latest = latest(project, place);
            return new Archives(Optional.of(place), latest.name(), decryption, noted(project, place, latest));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private static String strip(String archive) {
        return archive.length() > 1 && !archive.equals(S3) ? archive.replaceFirst("/+$", "") : archive;
    }

    /** A link that the user himself names is followed; none within the archive is. */
    private static Archives local(Path path, Decryption decryption) {
        if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
            return new Archives(Optional.empty(), path.toString(), decryption);
        }
        try {
            Path folder = path.toRealPath();
            Path parent = folder.getParent();
            return parent == null || !nameable(folder)
                    ? new Archives(Optional.empty(), path.toString(), decryption)
                    : new Archives(
                            Optional.of(Storages.open(parent.toString(), Map.of())),
                            String.valueOf(folder.getFileName()),
                            decryption);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read " + path, e), "see whether it may be read", e);
        }
    }

    /** Storages keep some names to themselves, and a file may be called anything. */
    private static boolean nameable(Path path) {
        try {
            Names.plain(String.valueOf(path.getFileName()));
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    private static boolean named(Project project, RestoreRequest request) {
        return request.from().isPresent() || project.backupSettings().to().isPresent();
    }

    private static Storage place(Project project, Start start, RestoreRequest request) {
        new Backups(project, start).expect(request.from());
        return BackupPlace.of(project, start, request.from(), request.storage()).open();
    }

    /** The newest snapshot that nothing speaks against, of the whole database, or of the one part that is backed up. */
    private static Shelf latest(Project project, Storage storage) {
        String database = project.connection().database();
        try {
            List<Shelf> good = Listing.ofDatabase(storage, database).stream()
                    .filter(Shelf::good)
                    .toList();
            if (Servers.of(good).several()) {
                good = ofThisServer(project, good, storage);
            }
            List<Shelf> all = good;
            return good.stream()
                    .filter(Shelf::whole)
                    .findFirst()
                    .or(() -> part(all, database, storage))
                    .orElseThrow(() -> new BelayException(
                            Kind.USAGE,
                            "there is no good backup of \"" + database + "\" in " + storage.name(),
                            "belay backups lists what there is; --from names another place"));
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP,
                    FileTrouble.sentence("cannot read " + storage.name(), e),
                    FileTrouble.hint(e, "is it the right place?"),
                    e);
        }
    }

    /** The newest part would be another one each time. */
    private static Optional<Shelf> part(List<Shelf> parts, String database, Storage storage) {
        List<Shelf> newest = parts.stream()
                .collect(Collectors.toMap(
                        shelf -> shelf.contents() + " " + shelf.selection(),
                        shelf -> shelf,
                        (newer, older) -> newer,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        if (newest.size() > 1) {
            throw new BelayException(
                    Kind.USAGE,
                    "there is no good backup of all of \"" + database + "\" in " + storage.name() + ", only of parts",
                    "name the archive; the newest of each part: "
                            + newest.stream()
                                    .map(shelf -> shelf.name() + " (" + shelf.contents() + ")")
                                    .collect(Collectors.joining(", ")));
        }
        return newest.stream().findFirst();
    }

    private static List<String> noted(Project project, Storage place, Shelf latest) {
        List<String> passed = passed(project, place, latest);
        return latest.whole()
                ? passed
                : Stream.concat(Stream.of("there is no good backup of all of the database"), passed.stream())
                        .toList();
    }

    /** Whoever takes the latest should know that a newer one is of no use. */
    private static List<String> passed(Project project, Storage storage, Shelf latest) {
        try {
            return Listing.ofDatabase(storage, project.connection().database()).stream()
                    .filter(shelf -> shelf.time().isAfter(latest.time()) && !shelf.good())
                    .flatMap(shelf -> reason(shelf).map(why -> "passed over " + shelf.name() + ": " + why).stream())
                    .toList();
        } catch (IOException e) {
            // It has just been read, and this is no more than a note.
            return List.of();
        }
    }

    /** Why one of Belay's is of no use; empty for what was never meant to be one. */
    private static Optional<String> reason(Shelf shelf) {
        if (shelf.kind() == Shelf.Kind.CLOSED) {
            return shelf.damage();
        }
        return Optional.of(shelf)
                .filter(Shelf::ours)
                .map(ours -> ours.damage().map(what -> "it is damaged: " + what).orElse("its drill failed"));
    }

    /** Whose database it is nobody should have to guess: a restore would bring another one's. */
    private static List<Shelf> ofThisServer(Project project, List<Shelf> good, Storage storage) {
        Optional<String> own = Optional.empty();
        try (Connection connection = project.database().forReading().connect()) {
            own = SystemIdentifier.of(connection);
        } catch (SQLException | BelayException e) {
            // It may be just the server that is gone.
        }
        List<Shelf> ours = own.isPresent() ? Servers.of(good).only(own) : List.of();
        if (ours.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "the backups of \"" + project.connection().database() + "\" in " + storage.name()
                            + " are of several servers, and "
                            + (own.isPresent() ? "none of this one" : "which one this is cannot be found out"),
                    "name the archive: belay backups --json says of which system each is");
        }
        return ours;
    }

    /** What is done with an archive where it lies. */
    @FunctionalInterface
    interface Work<T> {
        T run(Storage storage, String name) throws IOException;
    }

    /** Works on it where it lies; the parent of a file counts as its storage. */
    <T> T with(Work<T> work) {
        try {
            if (storage.isPresent()) {
                Listing.requireOne(storage.get(), name);
                return work.run(storage.get(), name);
            }
            Path file = Path.of(name).toAbsolutePath();
            Path parent = file.getParent();
            if (parent == null || !Files.exists(file)) {
                throw new BelayException(
                        Kind.USAGE, "there is no archive " + name, "belay backups lists what there is");
            }
            try (Storage folder = Storages.open(parent.toString(), Map.of())) {
                return work.run(folder, String.valueOf(file.getFileName()));
            }
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP,
                    FileTrouble.sentence("cannot read " + name, e),
                    FileTrouble.hint(e, "is it the right place?"),
                    e);
        }
    }

    Decryption decryption() {
        return decryption;
    }

    /** Which archive it is, where nobody has said. */
    List<String> notes(String said) {
        return storage.isPresent() && strip(said).equals(LATEST)
                ? Stream.concat(Stream.of("latest is " + storage.get().name() + "/" + name), passed.stream())
                        .toList()
                : List.of();
    }

    /** What a restore reads. */
    RestoreSource source() {
        if (storage.isEmpty()) {
            return RestoreSource.open(Path.of(name));
        }
        return with((place, archive) -> RestoreSource.open(place, archive, decryption));
    }

    /** Keeps the record of a drill; what stands in the way of that is no failure of the drill. */
    List<String> keep(DrillRecord drill) {
        try {
            if (storage.isPresent()) {
                Manifests.keep(storage.get(), name, drill);
            }
            return List.of();
        } catch (IOException e) {
            return List.of("the result could not be kept beside the archive: " + FileTrouble.text(e));
        } catch (BelayException e) {
            return List.of("the result could not be kept beside the archive: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        storage.ifPresent(Storage::close);
    }
}
