package dev.belay.core.apply;

import dev.belay.core.convention.Convention;
import dev.belay.core.db.Sql;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Created;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks for the objects that pending migrations declare they need: tables, types, functions, or other migrations. */
final class Prerequisites {
    private final Convention convention;
    private final List<Migration> migrations;
    private final Standing standing;

    Prerequisites(Convention convention, List<Migration> migrations, Standing standing) {
        this.convention = convention;
        this.migrations = migrations;
        this.standing = standing;
    }

    List<Prerequisite> of(Connection connection, List<Outline> outlines) throws SQLException {
        if (outlines.stream().allMatch(outline -> outline.requires().isEmpty())) {
            return List.of();
        }
        List<Prerequisite> found = new ArrayList<>();
        Set<String> coming = new HashSet<>();
        Set<Version> before = new HashSet<>(standing.applied());
        for (Outline outline : outlines) {
            Version version = outline.step().version();
            for (String name : outline.requires()) {
                found.add(new Prerequisite(version, name, state(connection, name, coming, before)));
            }
            before.add(version);
            created(outline.step().migration()).forEach(coming::add);
        }
        return found;
    }

    private Prerequisite.State state(Connection connection, String name, Set<String> coming, Set<Version> before)
            throws SQLException {
        if (exists(connection, name)) {
            return Prerequisite.State.EXISTS;
        }
        Optional<Migration> migration = convention.named(name, migrations);
        if (migration.isPresent()) {
            Version version = migration.get().version();
            if (standing.applied().contains(version)) {
                return Prerequisite.State.EXISTS;
            }
            return before.contains(version) ? Prerequisite.State.COMING : Prerequisite.State.MISSING;
        }
        String bare = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return coming.contains(bare) ? Prerequisite.State.COMING : Prerequisite.State.MISSING;
    }

    /** A name with an argument list is a function, any other may be anything that has a name. */
    private static boolean exists(Connection connection, String name) throws SQLException {
        String query = name.endsWith(")") ? "SELECT pg_catalog.to_regprocedure(?) IS NOT NULL AS found" : """
                  SELECT pg_catalog.to_regclass(n) IS NOT NULL OR pg_catalog.to_regtype(n) IS NOT NULL
                         OR pg_catalog.to_regproc(n) IS NOT NULL
                         OR EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = n)
                         OR EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = n) AS found
                  FROM (VALUES (?::text)) AS given (n)
                  """;
        return Sql.one(connection, query, row -> row.getBoolean("found"), name);
    }

    private List<String> created(Migration migration) {
        return convention.read(migration, Direction.UP).script().executable().stream()
                .map(Statement::traits)
                .flatMap(traits -> traits.creates().stream())
                .map(Created::name)
                .map(name -> name.name())
                .toList();
    }
}
