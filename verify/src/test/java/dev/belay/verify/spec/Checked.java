package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.SchemaCopy;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.DatabaseShape;
import dev.belay.core.db.Scratch;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.TestDatabase;
import dev.belay.verify.Report;
import dev.belay.verify.check.Scope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A test database held against a spec. */
final class Checked {
    private final TestDatabase database;
    private final Path folder;
    private final Remembered past;

    Checked(TestDatabase database, Path folder) {
        this(database, folder, Remembered.NOTHING);
    }

    Checked(TestDatabase database, Path folder, Remembered past) {
        this.database = database;
        this.folder = folder;
        this.past = past;
    }

    static Database database(TestDatabase database) {
        return new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/"))));
    }

    Report report(String yaml, Set<String> only) {
        Spec spec = SpecReader.read("verify.yaml", yaml, folder);
        Database target = database(database);
        Verifier verifier = new Verifier(spec, Scope.EVERYTHING, UnaryOperator.identity());
        if (!spec.needsScratch()) {
            return verifier.of(
                    target,
                    new Verifier.Means(Optional.empty(), Optional.empty(), only, past, Optional.empty(), List.of()));
        }
        try (Connection connection = target.connect();
                Scratch scratch = Scratch.create(
                        target, DatabaseShape.of(connection, database.name()).orElseThrow())) {
            Catalog catalog = CatalogReader.read(connection);
            SchemaCopy.into(scratch.database(), catalog, SchemaCopy.Roles.NAMED);
            return verifier.of(
                    target,
                    new Verifier.Means(
                            Optional.empty(),
                            Optional.of(scratch.database()),
                            only,
                            past,
                            Optional.empty(),
                            List.of()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is found, one line each; without the health checks. */
    List<String> findings(String yaml) {
        return report("version: 1\nhealth: false\n" + yaml, Set.of()).findings().stream()
                .map(finding -> finding.check() + " " + finding.object() + " " + finding.message())
                .toList();
    }

    /** What could not be judged, one line each. */
    List<String> unseen(String yaml) {
        return report("version: 1\nhealth: false\n" + yaml, Set.of()).unseen().stream()
                .map(one -> one.check() + " " + one.object() + " " + one.message())
                .toList();
    }
}
