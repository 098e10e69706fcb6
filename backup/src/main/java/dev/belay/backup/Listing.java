package dev.belay.backup;

import dev.belay.backup.Shelf.Kind;
import dev.belay.backup.storage.Contents;
import dev.belay.backup.storage.Contents.Closed;
import dev.belay.backup.storage.Names;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.Amount;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds archives and dumps in a storage: Belay's own, and those of stock tools that lie among them. */
public final class Listing {
    /** What {@link ArchiveName} makes: nothing else is ever called unfinished, and so nothing else is ever pruned. */
    private static final Pattern OURS = Pattern.compile("(.*/)?\\d{8}T\\d{9}Z-[0-9a-f]{8}");

    private static final Pattern TOC = Pattern.compile("toc\\.dat(\\.gz|\\.lz4|\\.zst)?");
    private static final Pattern SQL = Pattern.compile(".*\\.sql(\\.gz|\\.zst)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAYBE =
            Pattern.compile(".*\\.(dump|backup|bak|custom|pgdump|tar)", Pattern.CASE_INSENSITIVE);
    /** What lies in the folder of an archive itself, whoever made it and however it was damaged. */
    private static final Pattern ONE = Pattern.compile("(toc\\.dat|manifest\\.|\\d+\\.dat|blobs?_).*");

    private static final int SHOWN = 3;

    /** A network answers late, but many at once. */
    private static final int AT_ONCE = 8;

    private final Storage storage;

    private Listing(Storage storage) {
        this.storage = storage;
    }

    /** Everything below a folder, newest first. */
    public static List<Shelf> of(Storage storage, String folder) throws IOException {
        return new Listing(storage).run(storage.contents(folder));
    }

    /**
     * Belay's archives of one database, newest first: those in its folder, and those of one file, whose manifest names it,
     * there or at the top of the storage.
     */
    public static List<Shelf> ofDatabase(Storage storage, String database) throws IOException {
        String folder = ArchiveName.folder(database);
        Contents own = storage.contents(folder);
        List<StoredFile> files = new ArrayList<>(storage.files(""));
        files.addAll(own.files());
        return new Listing(storage)
                .run(new Contents(files, own.closed())).stream()
                        .filter(shelf -> isOf(shelf, folder, database))
                        .toList();
    }

    /**
     * Refuses a folder that archives lie in, where one of them is meant, and a file of one.
     *
     * @throws BelayException of kind USAGE that names the newest of them, or the archive
     */
    public static void requireOne(Storage storage, String folder) throws IOException {
        Optional<StoredFile> file = storage.find(folder);
        if (file.isPresent() && isPiece(storage, file.get())) {
            throw new BelayException(
                    dev.belay.core.Kind.USAGE,
                    storage.name() + "/" + folder + " is a file of an archive",
                    "name the archive: " + storage.name() + (folder.contains("/") ? "/" + parent(folder) : ""));
        }
        boolean one = file.isPresent()
                || storage.files(folder).stream()
                        .anyMatch(content -> ONE.matcher(leaf(content)).matches());
        List<Shelf> shelves = one ? List.of() : of(storage, folder);
        if (!shelves.isEmpty()) {
            throw new BelayException(
                    dev.belay.core.Kind.USAGE,
                    storage.name() + "/" + folder + " is no archive, but a folder of "
                            + (shelves.size() == 1 ? "one" : shelves.size()),
                    "name one of them: "
                            + shelves.stream()
                                    .limit(SHOWN)
                                    .map(shelf -> storage.name() + "/" + shelf.name())
                                    .collect(Collectors.joining(", "))
                            + (shelves.size() > SHOWN ? ", …; belay backups lists them all" : ""));
        }
    }

    /** A file may be called so, and be an archive all the same. */
    private static boolean isPiece(Storage storage, StoredFile file) throws IOException {
        return ONE.matcher(leaf(file)).matches()
                && storage.files(parent(file.name())).stream()
                        .anyMatch(other -> leaf(other).startsWith("toc.dat"));
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    private static boolean isOf(Shelf shelf, String folder, String database) {
        boolean byPlace = shelf.folder() || shelf.kind() == Kind.CLOSED;
        return byPlace
                ? shelf.series().equals(folder)
                : shelf.ours()
                        && shelf.manifest()
                                .filter(known -> known.database().equals(database))
                                .isPresent();
    }

    private List<Shelf> run(Contents contents) throws IOException {
        Map<String, List<StoredFile>> folders = new TreeMap<>();
        for (StoredFile file : contents.files()) {
            if (!named(file)) {
                // Nobody could read it by that name, and none of ours has it.
                continue;
            }
            folders.computeIfAbsent(parent(file.name()), name -> new ArrayList<>())
                    .add(file);
        }
        ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<List<Shelf>>> found = new ArrayList<>();
            folders.forEach((name, content) -> found.add(readers.submit(() -> look(name, content))));
            List<Shelf> shelves = new ArrayList<>();
            for (Closed closed : contents.closed()) {
                StoredFile itself = new StoredFile(closed.name(), 0, closed.modified());
                shelves.add(closed(closed.name(), List.of(itself), closed.reason()));
            }
            for (Future<List<Shelf>> future : found) {
                shelves.addAll(result(future));
            }
            shelves.sort(
                    Comparator.comparing(Shelf::time).thenComparing(Shelf::name).reversed());
            return List.copyOf(shelves);
        } finally {
            readers.shutdownNow();
        }
    }

    private static boolean named(StoredFile file) {
        try {
            Names.parts(file.name());
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    private static <T> T result(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private List<Shelf> look(String folder, List<StoredFile> files) throws IOException {
        if (has(files, folder, Manifest.MARKER)) {
            return List.of(readable(folder, files, () -> committed(folder, files)));
        }
        if (OURS.matcher(folder).matches()) {
            return List.of(shelf(folder, Kind.UNFINISHED, files));
        }
        if (files.stream().anyMatch(file -> TOC.matcher(leaf(file)).matches())) {
            return List.of(shelf(folder, Kind.DIRECTORY, files));
        }
        Map<String, StoredFile> byName =
                files.stream().collect(Collectors.toMap(StoredFile::name, Function.identity()));
        List<Shelf> shelves = new ArrayList<>();
        Set<String> beside = new HashSet<>();
        for (StoredFile file : files) {
            if (byName.containsKey(ArchiveFiles.beside(file.name(), Manifest.FILE))) {
                Shelf shelf = readable(file.name(), List.of(file), () -> single(file, byName));
                shelf.files().forEach(one -> beside.add(one.name()));
                shelves.add(shelf);
            }
        }
        for (StoredFile file : files) {
            if (!beside.contains(file.name())) {
                foreign(file).ifPresent(shelves::add);
            }
        }
        return shelves;
    }

    /** A file of Belay's, with what belongs to it and lies beside it. */
    private Shelf single(StoredFile file, Map<String, StoredFile> folder) throws IOException {
        ArchiveFiles names = ArchiveFiles.file(file.name());
        List<StoredFile> files = new ArrayList<>(List.of(file));
        names.besides().stream().filter(folder::containsKey).map(folder::get).forEach(files::add);
        try {
            Optional<Manifest> manifest = Manifests.file(storage, file.name());
            Optional<String> damage = manifest.flatMap(known -> Optional.ofNullable(
                            known.files().get(ArchiveFiles.archives(known).get(0))))
                    .filter(expected -> expected.size() != file.size())
                    .map(expected ->
                            Manifests.difference(expected, new Manifest.FileEntry(file.size(), expected.sha256())));
            return new Shelf(file.name(), Kind.FILE, files, manifest, Manifests.drill(storage, names), damage);
        } catch (BelayException e) {
            return new Shelf(
                    file.name(), Kind.FILE, files, Optional.empty(), Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    private Shelf committed(String folder, List<StoredFile> files) throws IOException {
        try {
            Optional<Manifest> manifest = Manifests.folder(storage, folder);
            if (manifest.isEmpty()) {
                // Its marker went between two looks: somebody prunes.
                return shelf(folder, Kind.UNFINISHED, files);
            }
            Optional<DrillRecord> drill = has(files, folder, DrillRecord.FILE)
                    ? Manifests.drill(storage, ArchiveFiles.folder(folder))
                    : Optional.empty();
            return new Shelf(folder, Kind.ARCHIVE, files, manifest, drill, incomplete(folder, manifest.get(), files));
        } catch (BelayException e) {
            return new Shelf(
                    folder, Kind.ARCHIVE, files, Optional.empty(), Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** What can be told without reading it: an archive that lacks a file must not stand for an older one that is whole. */
    private static Optional<String> incomplete(String folder, Manifest manifest, List<StoredFile> files) {
        ArchiveFiles names = ArchiveFiles.folder(folder);
        Map<String, Long> sizes = files.stream().collect(Collectors.toMap(StoredFile::name, StoredFile::size));
        return manifest.files().entrySet().stream()
                .flatMap(file -> {
                    Long size = sizes.get(names.path(file.getKey()));
                    long expected = file.getValue().size();
                    if (size == null) {
                        return Stream.of(file.getKey() + " is missing");
                    }
                    return size == expected
                            ? Stream.empty()
                            : Stream.of(file.getKey() + " has " + Amount.of(size, "byte") + ", and "
                                    + Amount.were(expected) + " written");
                })
                .findFirst();
    }

    private Optional<Shelf> foreign(StoredFile file) throws IOException {
        try {
            return kind(file).map(kind -> shelf(file.name(), kind, List.of(file)));
        } catch (AccessDeniedException e) {
            return Optional.of(closed(file.name(), List.of(file), e));
        }
    }

    /** One that may not be read must not hide the others. */
    private static Shelf readable(String name, List<StoredFile> files, Look look) throws IOException {
        try {
            return look.run();
        } catch (AccessDeniedException e) {
            return closed(name, files, e);
        }
    }

    private static Shelf closed(String name, List<StoredFile> files, IOException reason) {
        return new Shelf(
                name, Kind.CLOSED, files, Optional.empty(), Optional.empty(), Optional.of(FileTrouble.text(reason)));
    }

    private Optional<Kind> kind(StoredFile file) throws IOException {
        if (SQL.matcher(file.name()).matches()) {
            return Optional.of(Kind.SQL);
        }
        return MAYBE.matcher(file.name()).matches() && archive(file) ? Optional.of(Kind.FILE) : Optional.empty();
    }

    private boolean archive(StoredFile file) throws IOException {
        try (InputStream in = storage.read(file.name(), 0)) {
            String start = new String(in.readNBytes(512), StandardCharsets.ISO_8859_1);
            return start.startsWith("PGDMP") || (start.length() == 512 && start.startsWith("toc.dat\0"));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Shelf shelf(String name, Kind kind, List<StoredFile> files) {
        return new Shelf(name, kind, files, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static boolean has(List<StoredFile> files, String folder, String name) {
        String whole = folder.isEmpty() ? name : folder + "/" + name;
        return files.stream().anyMatch(file -> file.name().equals(whole));
    }

    private static String leaf(StoredFile file) {
        return file.name().substring(file.name().lastIndexOf('/') + 1);
    }

    private interface Look {
        Shelf run() throws IOException;
    }
}
