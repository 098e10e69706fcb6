package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.Spot;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.RunResult;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.DatabaseProperties;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.OwnDatabase;
import dev.belay.core.catalog.Selection;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.SqlTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the schemas that people name when they compare: of a database, in a snapshot file, or what the migrations make. */
final class Schemas {
    private static final String MIGRATIONS = "migrations";
    private static final String FILE = "file:";

    private final Project project;
    private final Start start;

    Schemas(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /**
     * One side of a comparison.
     *
     * @param label what it is, for people; without secrets
     * @param catalog the whole model; empty for a snapshot file, which has only the facts
     * @param origin of what the migrations make: the database before they ran
     * @param missing what could not be read
     * @param notes what else the user should know of how it came about
     */
    record Side(
            String label,
            Described schema,
            Optional<Catalog> catalog,
            Optional<DatabaseProperties> origin,
            List<String> missing,
            List<String> notes) {
        Side(
                String label,
                Catalog catalog,
                Optional<DatabaseProperties> origin,
                List<String> missing,
                List<String> notes) {
            // Large objects are rows.
            this(
                    label,
                    Described.of(catalog.compared()).without(id -> id.type() == ObjectType.LARGE_OBJECT),
                    Optional.of(catalog),
                    origin,
                    missing,
                    notes);
        }

        List<String> remarks() {
            return Stream.concat(missing.stream(), notes.stream()).toList();
        }

        /**
         * The same where the database is as the migrations would have left the one of the other side: of what they do not say
         * they have no opinion, and a scratch has another owner, for one.
         */
        Side against(Side other) {
            if (origin.isEmpty()) {
                return this;
            }
            Optional<DatabaseProperties> theirs = other.catalog().flatMap(Catalog::properties);
            Catalog mine = catalog.orElseThrow();
            return theirs.map(database -> new Side(
                            label,
                            mine.in(database.after(
                                    origin.get(), mine.properties().orElseThrow())),
                            origin,
                            missing,
                            notes))
                    .orElseGet(this::withoutDatabase);
        }

        boolean knowsDatabase() {
            return schema.objects().containsKey(OwnDatabase.ID);
        }

        Side withoutDatabase() {
            return new Side(label, schema.without(OwnDatabase.ID::equals), catalog, origin, missing, notes);
        }
    }

    /** Everything in a database, in one snapshot. */
    static Catalog read(Database database) {
        try {
            return CatalogReader.read(database);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** The target's schema without what Belay and the convention keep in it for themselves. */
    Side live() {
        return live(project.where().url(), project.database());
    }

    private Side live(String label, Database database) {
        Catalog catalog = withoutBookkeeping(read(database));
        List<String> missing = catalog.missing().stream()
                .map(one -> "not seen in " + label + ": " + one.id() + ", " + one.what() + " (" + one.help() + ")")
                .toList();
        return new Side(
                label,
                catalog,
                Optional.empty(),
                missing,
                catalog.undumped().stream()
                        .map(one -> one.remedy().map(help -> one.id() + " of " + label + " " + help))
                        .flatMap(Optional::stream)
                        .toList());
    }

    Catalog withoutBookkeeping(Catalog catalog) {
        QualifiedName journal = project.config().journal();
        Selection others = Selection.EVERYTHING.withoutTable(pattern(journal));
        if (project.config().convention().isPresent()) {
            others = others.withoutTable(pattern(project.convention().history().table()));
        }
        Catalog rest = catalog.only(others);
        // What somebody else keeps beside the journal is his, but a schema of this name is made for the journal.
        return journal.schema().equals("belay") ? rest.without(ObjectId.of(ObjectType.SCHEMA, "", "belay")) : rest;
    }

    /** A pattern that means this table and no other. */
    private static String pattern(QualifiedName table) {
        return Identifier.quote(table.schema()) + "." + Identifier.quote(table.name());
    }

    /**
     * What a text names: {@code migrations}, a snapshot file, an environment, or a place.
     *
     * @param scratch where a temporary database is made, if one is needed
     */
    Side side(String text, Optional<String> scratch, Supervision supervision) {
        if (text.equals(MIGRATIONS)) {
            return migrations(scratch, supervision);
        }
        Path file = start.folder().resolve(text);
        if (!project.config().environments().contains(text) && Files.isRegularFile(file)) {
            return snapshot(text, file);
        }
        if (!project.config().isPlace(text)) {
            throw unknown(text, file);
        }
        refuseSnapshot(text);
        try (Database database = new Database(project.config().place(text).connection(), project.sessions())
                .withApplicationName("belay " + start.verb())) {
            return live(database.settings().masked(), database);
        }
    }

    private static Side snapshot(String name, Path file) {
        return new Side(name, SnapshotFile.read(name, file), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    private BelayException unknown(String text, Path file) {
        String all = "say migrations, a snapshot file, " + project.places();
        if (text.isBlank()) {
            return new BelayException(Kind.USAGE, "an empty word names no schema", "is the variable set? Or " + all);
        }
        if (Files.isDirectory(file)) {
            return new BelayException(
                            Kind.USAGE,
                            "\"" + text + "\" is a folder, and not a snapshot file",
                            "name a file in it, or " + all)
                    .at(Spot.of(text));
        }
        List<String> names = Stream.concat(Stream.of(MIGRATIONS), project.config().environments().stream())
                .toList();
        return new BelayException(
                Kind.USAGE,
                "\"" + text + "\" is no environment, and there is no such snapshot file",
                Nearest.to(text, names)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(all));
    }

    /** A snapshot is named by its path alone: behind {@code file:} stands a file that holds a URL. */
    private void refuseSnapshot(String text) {
        if (text.startsWith(FILE) && SnapshotFile.is(start.folder().resolve(text.substring(FILE.length())))) {
            String name = text.substring(FILE.length());
            throw new BelayException(
                            Kind.USAGE,
                            "\"" + name + "\" is a snapshot, and file: means a file that holds a URL",
                            "say " + name + " alone")
                    .at(Spot.of(name));
        }
    }

    private Side migrations(Optional<String> scratch, Supervision supervision) {
        try (ScratchRoom room = ScratchRoom.open(project, start.servers(), scratch)) {
            List<String> lasting = new ServerWideChanges(project, supervision).judge(room);
            DatabaseProperties origin = database(room.database());
            RunResult result = new Migrator(
                            project.rehearsal(room.database()), supervision.listener(), supervision.cancellation())
                    .run(List.of(PlanRequest.up()), Approval.anything());
            result.failure().ifPresent(failure -> {
                throw failed(failure);
            });
            Side made = live("migrations", room.database());
            return new Side(
                    made.label(),
                    made.catalog().orElseThrow(),
                    Optional.of(origin),
                    made.missing(),
                    Stream.of(room.notes(), lasting, made.notes())
                            .flatMap(List::stream)
                            .toList());
        }
    }

    private static BelayException failed(Failure failure) {
        SQLException said = failure.error()
                .map(error -> new SQLException(error.message(), error.state()))
                .orElse(null);
        BelayException thrown = new BelayException(
                failure.kind(), "the migrations fail on an empty database: " + failure.message(), failure.hint(), said);
        return failure.place()
                .map(place -> thrown.at(new Spot(place.file(), place.line())))
                .orElse(thrown);
    }

    private static DatabaseProperties database(Database database) {
        try (Connection connection = database.forReading().connect()) {
            return CatalogReader.database(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
