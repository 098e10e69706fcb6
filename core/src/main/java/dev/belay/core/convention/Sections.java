package dev.belay.core.convention;

import dev.belay.core.history.History;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files {@code YYYYMMDD_HHMMSS_title.sql} with a {@code -- UP:} and a {@code -- DOWN:} part, the second of them often
 * commented out, and the table {@code schema_migrations}, in which they may write their own rows.
 */
final class Sections implements Convention {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");
    private static final String SHAPE = "00000000_000000";
    private static final String TEMPLATE = """
            -- Migration: %1$s
            -- Author:
            -- Date: %2$tF
            -- Description: %3$s
            -- Dependencies: None

            -- UP:
            -- The SQL that makes the change goes here.


            -- DOWN:
            -- The SQL that undoes the change goes here.


            """;

    private final Folder folder;
    private final Map<String, String> values;
    private final Variables variables;
    private final SchemaMigrationsHistory history;

    Sections(ConventionSettings settings) {
        this.folder = Folder.firstOf(settings.base());
        this.values = settings.variables();
        this.variables = new Variables(values);
        this.history = new SchemaMigrationsHistory(settings, new Stamps());
    }

    @Override
    public String name() {
        return "sections";
    }

    @Override
    public Comparator<Version> order() {
        return Comparator.comparing(Version::text);
    }

    @Override
    public Listing listing() {
        Catalogue catalogue = new Catalogue(folder);
        Folder.each(folder.migrations(), this::entry).forEach(catalogue::add);
        return catalogue.in(order());
    }

    private Entry entry(String name) {
        String stem = ProgramFile.stem(name);
        if (!stamped(stem)) {
            throw Refusal.name(name, "YYYYMMDD_HHMMSS_title" + name.substring(stem.length()));
        }
        Version version = new Version(stem.substring(0, SHAPE.length()));
        String title = stem.substring(SHAPE.length()).replace('_', ' ').strip();
        Path path = folder.path().resolve(name);
        return Entry.of(version, title, path, () -> migration(version, title, path));
    }

    private Migration migration(Version version, String title, Path path) {
        TextFile file = folder.read(path);
        return new Migration(
                version,
                title,
                Migration.Kind.VERSIONED,
                path,
                reversible(file, path) ? Optional.of(path) : Optional.empty(),
                file.checksum(),
                Optional.of(file.checksum().hex()));
    }

    private static boolean reversible(TextFile file, Path path) {
        return ProgramFile.is(path)
                ? ProgramFile.undoesItself(file)
                : SectionsFile.of(file).reversible();
    }

    /** Whether the text is a time stamp, alone or with an underscore and more after it. */
    private static boolean stamped(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (wanted == '_' ? c != '_' : c < '0' || c > '9') {
                return false;
            }
        }
        return text.length() == SHAPE.length() || text.charAt(SHAPE.length()) == '_';
    }

    @Override
    public Body read(Migration migration, Direction direction) {
        TextFile file = folder.readAgain(migration);
        if (direction == Direction.DOWN && !migration.reversible()) {
            throw Refusal.noDown(migration);
        }
        if (ProgramFile.is(migration.file())) {
            return ProgramFile.body(migration, direction, file, values);
        }
        SectionsFile sections = SectionsFile.of(file);
        Script script = direction == Direction.UP
                ? Script.parse(file.shown(), variables.fill(sections.up()))
                : Script.parse(file.shown(), sections.downLine(), variables.fill(sections.down()));
        return new Body(script, Body.Mode.AUTO);
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
    public List<String> requires(Migration migration) {
        return ProgramFile.is(migration.file())
                ? List.of()
                : SectionsFile.of(folder.read(migration.file())).dependencies();
    }

    @Override
    public Optional<Migration> find(String text, List<Migration> among) {
        return Search.find(text, among, version -> version);
    }

    @Override
    public List<Path> create(String title, Instant now) {
        String stem = stem(title, now);
        String file = stem + ".sql";
        return List.of(NewFile.write(
                folder.path().resolve(file),
                TEMPLATE.formatted(file, now.atZone(ZoneOffset.UTC), NewFile.heading(title))));
    }

    @Override
    public List<Path> createProgram(String title, Instant now) {
        return ProgramFile.create(folder.path(), stem(title, now), title);
    }

    private String stem(String title, Instant now) {
        String name = NewFile.name(title);
        List<String> taken = folder.migrations().stream()
                .filter(Sections::stamped)
                .map(file -> file.substring(0, SHAPE.length()))
                .toList();
        String stamp = NewFile.stamp(now, ZoneOffset.UTC, STAMP, taken);
        return stamp + "_" + name;
    }

    /** Versions as teams store them: the stamp, or the name of the file with or without its ending. */
    private static final class Stamps implements VersionNames {
        @Override
        public Version of(String stored) {
            return new Version(stamped(stored) ? stored.substring(0, SHAPE.length()) : stored);
        }

        @Override
        public String others(Version version) {
            return VersionNames.literally(version.text()) + "\\_%";
        }
    }
}
