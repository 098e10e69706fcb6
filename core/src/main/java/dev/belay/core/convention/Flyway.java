package dev.belay.core.convention;

import dev.belay.core.history.History;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Flyway: {@code V1__x.sql}, {@code U1__x.sql} to undo it, {@code R__x.sql} whenever it changed, in sub-folders too, and
 * the table {@code flyway_schema_history}.
 *
 * <p>What Flyway would do and Belay does not (callbacks, baseline migrations) is refused by name, and so is a file that
 * Flyway passes over in silence.
 */
final class Flyway implements Convention {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String ENDING = ".sql";
    private static final String CONF = ".conf";

    private final Folder folder;
    private final FlywayHistory history;
    private final Map<String, String> values;
    private final FlywayPlaceholders placeholders;

    Flyway(ConventionSettings settings) {
        this.folder = Folder.firstOf(settings.base());
        this.history = new FlywayHistory(settings, folder);
        this.values = settings.variables();
        this.placeholders = new FlywayPlaceholders(settings, history.table());
    }

    @Override
    public String name() {
        return "flyway";
    }

    @Override
    public Comparator<Version> order() {
        return FlywayVersion.ORDER;
    }

    /** A file found: its name understood, and whether settings lie beside it. */
    private record Found(Path path, FlywayName name, boolean settings) {}

    @Override
    public Listing listing() {
        Catalogue catalogue = new Catalogue(folder);
        Map<Version, Found> undo = new HashMap<>();
        List<Found> found = found();
        for (Found file : found) {
            Found other = file.name().undo() ? undo.putIfAbsent(file.name().version(), file) : null;
            if (other != null) {
                throw Refusal.duplicate(
                        file.name().version().text(), folder.shown(other.path()), folder.shown(file.path()));
            }
        }
        for (Found file : found) {
            if (!file.name().undo()) {
                Optional<Found> down =
                        Optional.ofNullable(undo.remove(file.name().version()));
                catalogue.add(Entry.of(
                        file.name().version(), file.name().description(), file.path(), () -> migration(file, down)));
            }
        }
        undo.values().stream().findFirst().ifPresent(file -> {
            throw Refusal.of(
                    "\"" + folder.shown(file.path()) + "\" undoes a version that is not there",
                    "bring back its V file, or remove the U file");
        });
        return catalogue.in(order());
    }

    private List<Found> found() {
        List<Found> files = new ArrayList<>();
        collect(folder.path(), files);
        return files;
    }

    private void collect(Path path, List<Found> files) {
        List<String> names = Folder.names(path);
        for (String name : names) {
            Path file = path.resolve(name);
            if (name.startsWith(".") || name.endsWith(CONF)) {
                continue;
            }
            if (name.toLowerCase(Locale.ROOT).endsWith(ENDING) || ProgramFile.is(name)) {
                boolean settings = Collections.binarySearch(names, name + CONF) >= 0;
                files.add(new Found(file, FlywayName.parse(name, folder.shown(file)), settings));
            } else if (Files.isDirectory(file)) {
                collect(file, files);
            }
        }
    }

    private Migration migration(Found found, Optional<Found> undo) {
        FlywayName name = found.name();
        FlywayConf conf = found.settings() ? conf(found.path()) : FlywayConf.DEFAULT;
        TextFile file = folder.with(conf.charset()).read(found.path());
        // Flyway hashes a repeatable file with its placeholders filled in, so that it runs again when one changes.
        String hashed =
                name.repeatable() && !ProgramFile.is(found.path()) ? filled(file, found.path(), conf) : file.text();
        return new Migration(
                name.version(),
                name.description(),
                name.repeatable() ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED,
                found.path(),
                undo.map(Found::path).filter(this::hasCode).or(() -> itself(found.path(), file)),
                file.checksum(),
                Optional.of(FlywayChecksum.of(hashed)));
    }

    private static Optional<Path> itself(Path path, TextFile file) {
        return ProgramFile.is(path) && ProgramFile.undoesItself(file) ? Optional.of(path) : Optional.empty();
    }

    private boolean hasCode(Path undo) {
        TextFile file = folder.with(confOf(undo).charset()).read(undo);
        return ProgramFile.is(undo) ? ProgramFile.hasCode(file) : Outline.hasCode(file.text(), 0);
    }

    private FlywayConf confOf(Path script) {
        return Files.exists(beside(script)) ? conf(script) : FlywayConf.DEFAULT;
    }

    private FlywayConf conf(Path script) {
        return FlywayConf.read(beside(script), folder);
    }

    private static Path beside(Path script) {
        return script.resolveSibling(script.getFileName() + CONF);
    }

    private String filled(TextFile file, Path path, FlywayConf conf) {
        return conf.placeholders() ? placeholders.fill(file.text(), path, file.shown()) : file.text();
    }

    @Override
    public Body read(Migration migration, Direction direction) {
        Path path = direction == Direction.UP
                ? migration.file()
                : migration.downFile().orElseThrow(() -> Refusal.noDown(migration));
        FlywayConf conf = confOf(path);
        Folder decoded = folder.with(conf.charset());
        TextFile file = direction == Direction.UP ? decoded.readAgain(migration) : decoded.read(path);
        if (ProgramFile.is(path)) {
            return ProgramFile.body(migration, direction, file, values);
        }
        return new Body(
                Script.parse(file.shown(), filled(file, path, conf)),
                conf.transaction() ? Body.Mode.AUTO : Body.Mode.NO_TRANSACTION);
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Optional<Migration> find(String text, List<Migration> among) {
        return Search.find(text, among, Flyway::version);
    }

    private static String version(String text) {
        boolean prefixed = text.length() > 1 && (text.charAt(0) == 'V' || text.charAt(0) == 'v');
        return FlywayVersion.of(prefixed ? text.substring(1) : text)
                .map(Version::text)
                .orElse(text);
    }

    @Override
    public List<Path> create(String title, Instant now) {
        String stem = next(now) + "__" + NewFile.name(title) + ENDING;
        String heading = NewFile.heading(title);
        return List.of(
                NewFile.write(folder.path().resolve("V" + stem), "-- " + heading + "\n\n"),
                NewFile.write(folder.path().resolve("U" + stem), "-- Undoes: " + heading + "\n\n"));
    }

    @Override
    public List<Path> createProgram(String title, Instant now) {
        return ProgramFile.create(folder.path(), "V" + next(now) + "__" + NewFile.name(title), title);
    }

    private String next(Instant now) {
        List<String> written = found().stream()
                .map(Found::name)
                .filter(file -> !file.repeatable() && !file.undo())
                .sorted(Comparator.comparing(FlywayName::version, order()))
                .map(FlywayName::written)
                .toList();
        return next(written, now);
    }

    /** One more than the last part of the last version, or a time stamp where that one looks like a time stamp. */
    private static String next(List<String> written, Instant now) {
        String last = written.isEmpty() ? "0" : written.get(written.size() - 1);
        if (last.matches("\\d{14}")) {
            return NewFile.stamp(now, ZoneOffset.UTC, STAMP, written);
        }
        int dot = last.lastIndexOf('.');
        return last.substring(0, dot + 1) + MyBatisId.after(last.substring(dot + 1));
    }
}
