package dev.belay.backup;

import dev.belay.backup.Retention.Candidate;
import dev.belay.backup.Retention.State;
import dev.belay.backup.storage.Leftover;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deletes what {@link Retention} lets go, and what backups left behind that were killed. Nothing of others is touched. */
public final class Prune {
    /** A draft on disk, or a file that is being sent to S3, of an archive of Belay's; or the draft of a single file. */
    private static final Pattern OURS = Pattern.compile(
            "(.*/)?(\\.?\\d{8}T\\d{9}Z-[0-9a-f]{8}(\\.draft|\\.lock|/[^/]+)|\\.[^/]+\\.belay\\.(draft|lock))");

    /** By so much clocks may differ. An archive of a later time would look like the newest for as long as that. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final Set<String> OWN =
            Set.of(Manifest.FILE, Manifest.SECRET_FILE, Manifest.MARKER, DrillRecord.FILE);

    private final Storage storage;
    private final Retention retention;
    private final Instant now;
    private final String folder;
    private final Optional<String> system;

    /** Everything in a storage. */
    public Prune(Storage storage, Retention retention, Instant now) {
        this(storage, retention, now, "", Optional.empty());
    }

    /**
     * Only what is in one folder of it: the archives of one database.
     *
     * @param system the server that it is on, as archives have it: another one's of the same name are left alone
     */
    public Prune(Storage storage, Retention retention, Instant now, String folder, Optional<String> system) {
        this.folder = folder;
        this.system = system;
        this.storage = storage;
        this.retention = retention;
        this.now = now;
    }

    /**
     * What went, or would go.
     *
     * @param archives oldest first
     * @param leftovers of backups that were killed
     * @param kept archives that stay
     */
    public record Result(List<Shelf> archives, List<Leftover> leftovers, List<Shelf> kept) {
        /** How much of the storage becomes free, in bytes; what uploads hold is not known. */
        public long bytes() {
            return archives.stream().mapToLong(Shelf::size).sum();
        }
    }

    /** What would be deleted. */
    public Result plan() throws IOException {
        List<Shelf> found = mine(Listing.of(storage, folder));
        Map<String, Servers> servers = found.stream()
                .collect(Collectors.groupingBy(
                        Shelf::series, Collectors.collectingAndThen(Collectors.toList(), Servers::of)));
        Map<String, Shelf> shelves = found.stream()
                .filter(shelf -> candidate(shelf, servers).isPresent())
                .collect(Collectors.toMap(Shelf::name, Function.identity()));
        List<Leftover> open = storage.leftovers().stream()
                .filter(leftover -> OURS.matcher(leftover.name()).matches())
                .filter(leftover -> folder.isEmpty() || leftover.name().startsWith(folder + "/"))
                .toList();
        List<Leftover> leftovers = open.stream().filter(this::abandoned).toList();
        // Of a large file nothing is to be seen among the others before it is whole.
        shelves.values()
                .removeIf(shelf -> shelf.kind() == Shelf.Kind.UNFINISHED
                        && open.stream()
                                .filter(leftover -> !abandoned(leftover))
                                .anyMatch(leftover -> leftover.name().startsWith(shelf.name() + "/")));
        List<Shelf> going = retention
                .deletable(
                        shelves.values().stream()
                                .flatMap(shelf -> candidate(shelf, servers).stream())
                                .toList(),
                        now)
                .stream()
                .map(candidate -> shelves.remove(candidate.name()))
                .toList();
        List<Shelf> kept = shelves.values().stream().filter(Shelf::ours).toList();
        return new Result(going, leftovers, kept);
    }

    /** Deletes it: of each archive its marker or its one file first, so that what is left of it after a crash is none. */
    public Result run() throws IOException {
        Result result = plan();
        for (Shelf shelf : result.archives()) {
            storage.delete(order(shelf));
        }
        for (Leftover leftover : result.leftovers()) {
            storage.discard(leftover);
        }
        return result;
    }

    /** What belongs to an archive, and not what somebody has put beside it. */
    private static List<String> order(Shelf shelf) {
        ArchiveFiles files =
                shelf.kind() == Shelf.Kind.FILE ? ArchiveFiles.file(shelf.name()) : ArchiveFiles.folder(shelf.name());
        List<String> names = new ArrayList<>(shelf.files().stream()
                .map(StoredFile::name)
                .filter(name -> (files.single() && name.equals(shelf.name())) || owns(shelf, files.name(name)))
                .sorted()
                .toList());
        String first = files.single() ? shelf.name() : files.path(Manifest.MARKER);
        if (names.remove(first)) {
            names.add(0, first);
        }
        return names;
    }

    private static boolean owns(Shelf shelf, String file) {
        return shelf.manifest()
                .map(known -> known.files().containsKey(file) || OWN.contains(file))
                .orElse(true);
    }

    private boolean abandoned(Leftover leftover) {
        return Retention.abandoned(leftover.dead(), leftover.since(), now);
    }

    /** Who prunes for one database leaves alone what is another server's. */
    private List<Shelf> mine(List<Shelf> found) {
        if (folder.isEmpty()) {
            return found;
        }
        Set<Shelf> ours = Set.copyOf(
                Servers.of(found.stream().filter(Shelf::ours).toList()).only(system));
        return found.stream()
                .filter(shelf -> !shelf.ours() || ours.contains(shelf))
                .toList();
    }

    private Optional<Candidate> candidate(Shelf shelf, Map<String, Servers> servers) {
        return switch (shelf.kind()) {
            case ARCHIVE -> Optional.of(finished(shelf, servers));
            case FILE -> Optional.of(shelf).filter(Shelf::ours).map(ours -> finished(ours, servers));
            case UNFINISHED ->
                Optional.of(new Candidate(shelf.name(), shelf.series(), shelf.modified(), State.UNFINISHED));
            case DIRECTORY, SQL, CLOSED -> Optional.empty();
        };
    }

    private Candidate finished(Shelf shelf, Map<String, Servers> servers) {
        boolean good = shelf.good() && !shelf.time().isAfter(now.plus(SKEW));
        return new Candidate(
                shelf.name(), series(shelf, servers), shelf.time(), good ? State.GOOD : State.SUSPECT, shelf.lacks());
    }

    /**
     * A part replaces no whole and no other part, one server's archive none of another's, and a single file none in a folder.
     * What an archive lacks besides may be something else each time, and makes no series.
     */
    private static String series(Shelf shelf, Map<String, Servers> servers) {
        return Stream.of(
                        shelf.series(),
                        Optional.ofNullable(servers.get(shelf.series()))
                                .map(known -> "@" + known.of(shelf))
                                .orElse(""),
                        shelf.folder()
                                ? ""
                                : "/" + shelf.manifest().map(Manifest::database).orElse(""),
                        shelf.whole() ? "" : " " + shelf.contents() + " " + shelf.selection())
                .collect(Collectors.joining());
    }
}
