package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Spot;
import dev.belay.core.apply.RunResult;
import dev.belay.core.catalog.AcrossMajors;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Globals;
import dev.belay.core.catalog.GlobalsReader;
import dev.belay.core.catalog.SchemaChanges;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.catalog.Selection;
import dev.belay.core.catalog.SnapshotText;
import dev.belay.core.db.SqlTrouble;
import dev.belay.tui.report.ChangesReport;
import dev.belay.tui.report.DiffReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The part of the toolkit that is about what is in a database: every verb is one method. */
public final class SchemaTools {
    private final Project project;
    private final Start start;

    SchemaTools(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /** Everything in the database, in one snapshot, as the chosen part of it. */
    public Catalog catalog(Selection selection) {
        Catalog whole = Schemas.read(project.database());
        List<String> unmatched = selection.unmatched(whole);
        if (!unmatched.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "nothing is called " + String.join(", ", unmatched),
                    Selection.hint(whole, unmatched.get(0)));
        }
        return whole.only(selection);
    }

    /** Roles, memberships and tablespaces: what all databases of the server share. */
    public Globals globals() {
        try (Connection connection = project.database().forReading().connect()) {
            return GlobalsReader.read(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /**
     * The schema without what is kept for Belay and the convention itself: what a snapshot file holds.
     *
     * @param incomplete whether it may lack what the role cannot read
     */
    public Described ownSchema(boolean incomplete) {
        Schemas.Side live = new Schemas(project, start).live();
        if (!incomplete && !live.missing().isEmpty()) {
            throw new BelayException(
                    Kind.CONNECTION,
                    String.join("; ", live.missing()),
                    "with these rights it can be read; --allow-missing writes the rest");
        }
        return live.schema();
    }

    /**
     * What differs between two schemas, each an environment, a place, a snapshot file, or {@code migrations}.
     *
     * @param before empty for the snapshot file of the configuration
     * @param after empty for the target
     */
    public DiffReport difference(
            Optional<String> before, Optional<String> after, Comparison comparison, Supervision supervision) {
        return report(sides(before, after, comparison, supervision), comparison);
    }

    /**
     * The same, with the statements that lead from the first to the second.
     *
     * @throws BelayException of kind USAGE when one of them is a snapshot file, which knows no statements
     */
    public ChangesReport changes(String before, String after, Comparison comparison, Supervision supervision) {
        Sides sides = sides(Optional.of(before), Optional.of(after), comparison, supervision);
        DiffReport report = report(sides, comparison);
        return new ChangesReport(
                report,
                sides.before().schema().major(),
                SchemaChanges.of(
                        catalog(sides.before()), catalog(sides.after()), report.difference(), comparison.ignored()));
    }

    private static Catalog catalog(Schemas.Side side) {
        return side.catalog()
                .orElseThrow(() -> new BelayException(
                        Kind.USAGE,
                        "\"" + side.label() + "\" is a snapshot, and --sql needs a database on both sides",
                        "belay diff without --sql compares it; migrations or an environment can stand for it"));
    }

    private record Sides(Schemas.Side before, Schemas.Side after) {
        /** A snapshot file of old knows nothing of its database: then that is no difference. */
        Sides known() {
            return before.knowsDatabase() && after.knowsDatabase()
                    ? this
                    : new Sides(before.withoutDatabase(), after.withoutDatabase());
        }
    }

    private Sides sides(
            Optional<String> before, Optional<String> after, Comparison comparison, Supervision supervision) {
        Schemas schemas = new Schemas(project, start);
        Schemas.Side one = schemas.side(before.orElseGet(this::snapshotFile), comparison.scratch(), supervision);
        Schemas.Side other = after.map(text -> schemas.side(text, comparison.scratch(), supervision))
                .orElseGet(schemas::live);
        return new Sides(one.against(other), other.against(one)).known();
    }

    private static DiffReport report(Sides sides, Comparison comparison) {
        Described one = sides.before().schema();
        Described other = sides.after().schema();
        return new DiffReport(
                sides.before().label(),
                sides.after().label(),
                SchemaDiff.of(one.without(comparison.ignored()), other.without(comparison.ignored())),
                AcrossMajors.note(one, other),
                Stream.concat(sides.before().remarks().stream(), sides.after().remarks().stream())
                        .toList());
    }

    private String snapshotFile() {
        Path file = snapshot();
        if (!Files.isRegularFile(file)) {
            throw new BelayException(
                            Kind.USAGE,
                            Files.isDirectory(file)
                                    ? "\"" + file + "\" is a folder, and not a snapshot file"
                                    : "there is no snapshot \"" + file + "\"",
                            "belay snapshot writes it; --against names another file, a place, or migrations")
                    .at(Spot.of(file.toString()));
        }
        return file.toString();
    }

    /** Where the expected schema is kept. */
    public Path snapshot() {
        return project.snapshot();
    }

    /** Writes the schema as it is now to a snapshot file; returns how many objects it has. */
    public int write(Path file) {
        Described schema = ownSchema(false);
        OutputFile.write(file, out -> SnapshotText.write(schema, out));
        return schema.objects().size();
    }

    /** What a run made of the schema is written down, where the project wants that; says what became of it. */
    public Optional<String> refresh(RunResult result) {
        return refreshed().filter(file -> !result.steps().isEmpty()).map(file -> {
            try {
                write(file);
                return file + " is written";
            } catch (BelayException e) {
                // The migrations are applied, whatever becomes of the file.
                return "note: " + file + " is not written: " + e.getMessage();
            }
        });
    }

    /** The same, if it has to be written anew after each run that changes the schema. */
    private Optional<Path> refreshed() {
        return project.snapshotSettings().refreshed() ? Optional.of(snapshot()) : Optional.empty();
    }

    /**
     * How two schemas are compared.
     *
     * @param ignored what does not count
     * @param scratch where a temporary database is made, if one is needed
     */
    public record Comparison(Set<Described.Aspect> ignored, Optional<String> scratch) {}
}
