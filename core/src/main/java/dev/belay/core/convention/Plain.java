package dev.belay.core.convention;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.belay.core.Nearest;
import dev.belay.core.history.History;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files of any name, in the order that {@code belay.yaml} lists or else of their names, each with a rollback file beside
 * it, and the table {@code schema_migrations}. Where an order is listed every file must be in it: a file that nobody
 * listed would never run, or run at a place that nobody chose.
 */
final class Plain implements Convention {
    private static final String ENDING = ".sql";

    private final Folder folder;
    private final List<String> listed;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<Path> beside;
    private final Map<String, String> values;
    private final Variables variables;
    private final SchemaMigrationsHistory history;

    Plain(ConventionSettings settings) {
        this.folder = Folder.firstOf(settings.base());
        this.listed = settings.order().stream().map(Plain::stem).toList();
        for (String stem : listed) {
            if (places.putIfAbsent(stem, places.size()) != null) {
                throw Refusal.of("the order lists \"" + stem + ENDING + "\" twice", "list each file once");
            }
        }
        this.beside = settings.beside().stream()
                .map(file -> file.toAbsolutePath().normalize())
                .collect(toUnmodifiableSet());
        this.values = settings.variables();
        this.variables = new Variables(values);
        this.history = new SchemaMigrationsHistory(settings, new FileNames());
    }

    private static String stem(String file) {
        return ProgramFile.stem(file);
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Comparator<Version> order() {
        Comparator<Version> byPlace =
                Comparator.comparing(version -> places.getOrDefault(version.text(), Integer.MAX_VALUE));
        return byPlace.thenComparing(Version::text);
    }

    @Override
    public Listing listing() {
        RollbackFiles files = new RollbackFiles(scripts());
        checkOrder(files.stems());
        Catalogue catalogue = new Catalogue(folder);
        Folder.each(files.stems(), stem -> entry(stem, files)).forEach(catalogue::add);
        return catalogue.in(order());
    }

    /** Any name is that of a migration, so only the configuration can tell a seed or a hook from one. */
    private List<String> scripts() {
        return folder.migrations().stream()
                .filter(file -> places.containsKey(stem(file))
                        || !beside.contains(
                                folder.path().resolve(file).toAbsolutePath().normalize()))
                .toList();
    }

    private void checkOrder(List<String> stems) {
        if (listed.isEmpty()) {
            return;
        }
        Set<String> unlisted = new LinkedHashSet<>(stems);
        for (String stem : listed) {
            if (!unlisted.remove(stem)) {
                throw Refusal.of(
                        "the order lists \"" + stem + ENDING + "\", which is not there", Nearest.hint(stem, stems));
            }
        }
        if (!unlisted.isEmpty()) {
            throw Refusal.of(
                    "the order does not list " + String.join(ENDING + ", ", unlisted) + ENDING,
                    "add them to \"order\" in belay.yaml, or move what is no migration to another folder");
        }
    }

    private Entry entry(String stem, RollbackFiles files) {
        Version version = new Version(stem);
        String title = stem.replace('_', ' ').strip();
        Path path = folder.path().resolve(files.file(stem));
        return Entry.of(version, title, path, () -> migration(version, title, path, files.of(stem)));
    }

    private Migration migration(Version version, String title, Path path, Optional<String> rollback) {
        TextFile file = folder.read(path);
        return new Migration(
                version,
                title,
                Migration.Kind.VERSIONED,
                path,
                rollback.map(folder.path()::resolve).filter(this::hasCode).or(() -> itself(path, file)),
                file.checksum(),
                Optional.of(file.checksum().hex()));
    }

    private static Optional<Path> itself(Path path, TextFile file) {
        return ProgramFile.is(path) && ProgramFile.undoesItself(file) ? Optional.of(path) : Optional.empty();
    }

    private boolean hasCode(Path down) {
        TextFile file = folder.read(down);
        return ProgramFile.is(down) ? ProgramFile.hasCode(file) : Outline.hasCode(file.text(), 0);
    }

    @Override
    public Body read(Migration migration, Direction direction) {
        TextFile up = folder.readAgain(migration);
        TextFile file = direction == Direction.UP
                ? up
                : folder.read(migration.downFile().orElseThrow(() -> Refusal.noDown(migration)));
        if (ProgramFile.is(file.shown())) {
            return ProgramFile.body(migration, direction, file, values);
        }
        return new Body(Script.parse(file.shown(), variables.fill(file.text())), Body.Mode.AUTO);
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public boolean recordsItself(Body body) {
        return HistoryTable.filledBy(body, history.table());
    }

    @Override
    public boolean createsHistory(Body body) {
        return HistoryTable.createdBy(body, history.table());
    }

    @Override
    public Optional<Migration> find(String text, List<Migration> among) {
        return Search.find(text, among, Plain::stem);
    }

    @Override
    public List<Path> create(String title, Instant now) {
        String stem = number() + NewFile.name(title);
        String heading = NewFile.heading(title);
        List<Path> files = new ArrayList<>();
        files.add(NewFile.write(folder.path().resolve(stem + ENDING), "-- " + heading + "\n\n"));
        files.add(NewFile.write(folder.path().resolve("rollback_" + stem + ENDING), "-- Undoes: " + heading + "\n\n"));
        return List.copyOf(files);
    }

    @Override
    public List<Path> createProgram(String title, Instant now) {
        return ProgramFile.create(folder.path(), number() + NewFile.name(title), title);
    }

    /** Where nothing but the names gives an order, and they all begin with a number, the next one. */
    private String number() {
        List<String> stems = new RollbackFiles(scripts()).stems();
        if (!listed.isEmpty() || !stems.stream().allMatch(stem -> stem.matches("\\d+_.*"))) {
            return "";
        }
        String last = stems.isEmpty() ? "000" : stems.get(stems.size() - 1).replaceFirst("_.*", "");
        return MyBatisId.after(last) + "_";
    }

    /** Versions as teams store them: the name of the file, with or without its ending. */
    private static final class FileNames implements VersionNames {
        @Override
        public Version of(String stored) {
            return new Version(stem(stored));
        }

        @Override
        public String others(Version version) {
            return VersionNames.literally(version.text() + ENDING);
        }
    }
}
