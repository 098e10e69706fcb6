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
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MyBatis Migrations: {@code scripts/<id>_<title>.sql} with an {@code @UNDO} part, variables from
 * {@code environments/<name>.properties}, and the table CHANGELOG.
 *
 * <p>The text is cut here and not by the library's reader, which joins the lines again with the platform's own
 * terminator and so changes literals. One trap of the stock tool is refused: a marker inside a dollar-quoted body ends
 * the up part there, so the two tools would run different statements.
 */
final class MyBatis implements Convention {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int STAMP_LENGTH = 14;
    private static final Pattern DELIMITER =
            Pattern.compile("(?m)^[ \\t]*(?:--|//)[ \\t]*(?://)?[ \\t]*@DELIMITER[ \\t]+\\S", Pattern.CASE_INSENSITIVE);
    private static final String CHANGELOG = "changelog";
    private static final String BOOTSTRAP = "bootstrap.sql";
    private static final String ON_ABORT = "onabort.sql";
    private static final Set<String> SPECIAL = Set.of(BOOTSTRAP, ON_ABORT);

    private final Folder scripts;
    private final MyBatisEnvironment environment;
    private final Map<String, String> values;
    private final Variables variables;
    private final ChangelogHistory history;

    MyBatis(ConventionSettings settings) {
        Path base = settings.base();
        Folder folder = Folder.firstOf(base.resolve("scripts"), base);
        Path beside = folder.path().resolveSibling("environments");
        this.environment = MyBatisEnvironment.read(
                Files.isDirectory(beside) ? beside : base.resolve("environments"), settings.environment());
        this.scripts = folder.with(environment.charset());
        Map<String, String> values = new HashMap<>(environment.variables());
        values.putAll(settings.variables());
        String table = settings.historyTable().orElse(values.getOrDefault(CHANGELOG, "CHANGELOG"));
        values.put(CHANGELOG, table);
        this.values = Map.copyOf(values);
        this.variables = new Variables(values);
        this.history = new ChangelogHistory(ChangelogTable.parse(table, settings.schema()));
    }

    @Override
    public String name() {
        return "mybatis";
    }

    @Override
    public Comparator<Version> order() {
        return MyBatisId.ORDER;
    }

    @Override
    public Listing listing() {
        Catalogue catalogue = new Catalogue(scripts);
        List<String> names = scripts.names().stream().filter(MyBatis::migration).toList();
        Folder.each(names, this::entry).forEach(catalogue::add);
        return catalogue.in(order());
    }

    private static boolean migration(String name) {
        return (name.endsWith(".sql") && !SPECIAL.contains(name)) || (ProgramFile.is(name) && !name.startsWith("."));
    }

    private Entry entry(String name) {
        MyBatisId.Name parsed = MyBatisId.parse(ProgramFile.stem(name) + ".sql");
        Path path = scripts.path().resolve(name);
        return Entry.of(parsed.version(), parsed.title(), path, () -> migration(parsed, path));
    }

    private Migration migration(MyBatisId.Name parsed, Path path) {
        TextFile file = scripts.read(path);
        boolean reversible = ProgramFile.is(path)
                ? ProgramFile.undoesItself(file)
                : UndoMarker.in(file.text())
                        .filter(marker -> Outline.hasCode(file.text(), marker.end()))
                        .isPresent();
        return new Migration(
                parsed.version(),
                parsed.title(),
                Migration.Kind.VERSIONED,
                path,
                reversible ? Optional.of(path) : Optional.empty(),
                file.checksum(),
                Optional.empty());
    }

    @Override
    public Body read(Migration migration, Direction direction) {
        TextFile file = scripts.readAgain(migration);
        if (ProgramFile.is(migration.file())) {
            return ProgramFile.body(migration, direction, file, values);
        }
        String text = file.text();
        Optional<UndoMarker> marker = UndoMarker.in(text);
        if (direction == Direction.UP) {
            return body(file);
        }
        return marker.filter(undo -> Outline.hasCode(text, undo.end()))
                .map(undo -> new Body(
                        Script.parse(file.shown(), undo.line(), variables.fill(text.substring(undo.end()))),
                        Body.Mode.AUTO))
                .orElseThrow(() -> Refusal.noDown(migration));
    }

    private Body body(TextFile file) {
        String text = file.text();
        Optional<UndoMarker> marker = UndoMarker.in(text);
        marker.flatMap(undo -> undo.cuts(text)).ifPresent(line -> {
            throw Refusal.of(
                    file.shown() + ":" + (marker.orElseThrow().line() - 1)
                            + ": the undo marker lies inside the dollar-quoted body that begins in line " + line,
                    "MyBatis Migrations would end the up part there: move the line out of the body, or change it");
        });
        Matcher delimiter = DELIMITER.matcher(text);
        if (delimiter.find()) {
            throw Refusal.of(
                    file.shown() + ":" + Lines.number(text, Lines.start(text, delimiter.end()))
                            + ": a delimiter, of which Belay has no need",
                    "remove the line and the delimiters: functions are understood as they are");
        }
        String up = text.substring(0, marker.map(UndoMarker::start).orElse(text.length()));
        return new Body(Script.parse(file.shown(), variables.fill(up)), Body.Mode.AUTO);
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
        // The stock tool's own first migration does.
        return HistoryTable.createdBy(body, history.table());
    }

    @Override
    public Optional<NativeConnection> connection() {
        return environment.connection();
    }

    @Override
    public Optional<Migration> find(String text, List<Migration> among) {
        return Search.find(text, among, MyBatisId::canonical);
    }

    @Override
    public Optional<Body> bootstrap() {
        return special(BOOTSTRAP);
    }

    @Override
    public Optional<Body> onAbort() {
        return special(ON_ABORT);
    }

    private Optional<Body> special(String name) {
        Path path = scripts.path().resolve(name);
        return Optional.of(path)
                .filter(Files::exists)
                .map(scripts::read)
                .filter(file -> Outline.hasCode(file.text(), 0))
                .map(this::body);
    }

    @Override
    public List<Path> create(String title, Instant now) {
        String name = NewFile.name(title);
        Path file = scripts.path().resolve(nextId(now) + "_" + name + ".sql");
        return List.of(NewFile.write(file, """
            -- // %s
            -- The SQL that makes the change goes here.



            -- //@UNDO
            -- The SQL that undoes the change goes here.


            """.formatted(NewFile.heading(title))));
    }

    @Override
    public List<Path> createProgram(String title, Instant now) {
        return ProgramFile.create(scripts.path(), nextId(now) + "_" + NewFile.name(title), title);
    }

    /** A time stamp, or one more than the last id where ids are not 14 digits long: a stamp would be older then. */
    private String nextId(Instant now) {
        List<String> ids = scripts.names().stream()
                .filter(MyBatis::migration)
                .map(MyBatisId::digits)
                .sorted(Comparator.comparing(MyBatisId::canonical, MyBatisId.TEXT_ORDER))
                .toList();
        String last = ids.isEmpty() ? "" : ids.get(ids.size() - 1);
        if (last.isEmpty() || last.length() == STAMP_LENGTH) {
            return NewFile.stamp(now, environment.zone(), STAMP, ids);
        }
        return MyBatisId.after(last);
    }
}
