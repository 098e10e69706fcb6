package dev.belay.verify.rehearsal;

import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts one row into each table of a scratch where one can be made, parents before children: a migration that only works on
 * empty tables shows itself. What the database refuses is tried with other values, and given up after a while.
 */
final class SyntheticRows {
    private static final int ATTEMPTS = 200;

    private final Connection connection;
    private final Set<String> filled;
    private final Set<Long> having = new HashSet<>();
    private final Map<String, String> without = new TreeMap<>();
    private int made;

    private SyntheticRows(Connection connection, Set<String> filled) {
        this.connection = connection;
        this.filled = filled;
    }

    /**
     * What came of it.
     *
     * @param without the tables without a row, and why
     */
    record Made(int rows, Map<String, String> without) {}

    /**
     * Fills the tables.
     *
     * @param filled tables that have their rows already, as quoted SQL
     */
    static Made into(Database scratch, Set<String> filled) throws SQLException {
        try (Connection connection = scratch.connect()) {
            Sql.script(connection, "SET search_path = pg_catalog; SET synchronous_commit = off");
            SyntheticRows rows = new SyntheticRows(connection, filled);
            rows.fill();
            return new Made(rows.made, rows.without);
        }
    }

    private void fill() throws SQLException {
        List<SyntheticTable> left = new ArrayList<>();
        for (SyntheticTable table : SyntheticTable.all(connection)) {
            if (filled.contains(table.sql())) {
                having.add(table.oid());
            } else {
                left.add(table);
            }
        }
        boolean went = true;
        while (went && !left.isEmpty()) {
            List<SyntheticTable> ready =
                    left.stream().filter(this::parentsAreThere).toList();
            for (SyntheticTable table : ready) {
                Optional<String> refusal = insert(table);
                if (refusal.isEmpty()) {
                    having.add(table.oid());
                    made++;
                } else {
                    without.put(table.spoken(), refusal.get());
                }
            }
            left.removeAll(ready);
            went = !ready.isEmpty();
        }
        for (SyntheticTable table : left) {
            without.put(
                    table.spoken(),
                    table.needed().stream()
                            .filter(reference -> !having.contains(reference.parent()))
                            .map(reference -> "it needs a row of " + reference.parentName() + ", which has none")
                            .findFirst()
                            .orElseThrow());
        }
    }

    private boolean parentsAreThere(SyntheticTable table) {
        return table.needed().stream()
                .allMatch(reference -> reference.parent() == table.oid() || having.contains(reference.parent()));
    }

    /** Why there is no row now; empty where there is one. */
    private Optional<String> insert(SyntheticTable table) throws SQLException {
        Map<String, List<String>> values = new HashMap<>();
        for (SyntheticTable.Field field : table.fields()) {
            List<String> candidates = candidates(table, field);
            if (candidates.isEmpty()) {
                return Optional.of(
                        "no value is known for " + Identifier.spell(field.name()) + " of type " + field.type());
            }
            values.put(field.name(), candidates);
        }
        Counter counter = new Counter(table, values);
        String refusal = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Sql.script(connection, counter.insert());
                return Optional.empty();
            } catch (SQLException e) {
                SqlError error = SqlError.of(e);
                if (connection.isClosed()) {
                    throw e;
                }
                refusal = error.toString();
                if (!counter.next(error)) {
                    break;
                }
            }
        }
        return Optional.of(refusal);
    }

    /** With what its foreign key leads to, where it needs one. */
    private static List<String> candidates(SyntheticTable table, SyntheticTable.Field field) {
        for (SyntheticTable.Reference reference : table.needed()) {
            int place = reference.columns().indexOf(field.name());
            if (place < 0 || field.closed()) {
                continue;
            }
            String column = reference.parentColumns().get(place);
            if (reference.parent() != table.oid()) {
                return List.of("(SELECT " + Identifier.quote(column) + " FROM " + reference.parentName() + " LIMIT 1)");
            }
            return table.field(column)
                    .filter(own -> !own.given())
                    .map(own -> Candidates.of(table, own))
                    .orElseGet(() -> Candidates.of(table, field));
        }
        return Candidates.of(table, field);
    }

    /** Which of the candidates of each column are tried next. */
    private static final class Counter {
        private final SyntheticTable table;
        private final Map<String, List<String>> values;
        private final Map<String, Integer> places = new HashMap<>();

        Counter(SyntheticTable table, Map<String, List<String>> values) {
            this.table = table;
            this.values = values;
        }

        String insert() {
            List<String> columns = new ArrayList<>();
            List<String> chosen = new ArrayList<>();
            for (SyntheticTable.Field field : table.fields()) {
                String value = value(field.name());
                if (!value.equals(Candidates.NOTHING)) {
                    columns.add(Identifier.quote(field.name()));
                    chosen.add(value);
                }
            }
            return columns.isEmpty()
                    ? "INSERT INTO " + table.sql() + " DEFAULT VALUES"
                    : "INSERT INTO " + table.sql() + " (" + String.join(", ", columns) + ") VALUES ("
                            + String.join(", ", chosen) + ")";
        }

        private String value(String column) {
            return values.getOrDefault(column, List.of()).get(places.getOrDefault(column, 0));
        }

        /** Counts on the columns that the refusal is about, like the digits of a number; false when all was tried. */
        boolean next(SqlError error) {
            for (String column : about(error)) {
                int place = places.getOrDefault(column, 0) + 1;
                if (place < values.getOrDefault(column, List.of()).size()) {
                    places.put(column, place);
                    return true;
                }
                places.put(column, 0);
            }
            return false;
        }

        private List<String> about(SqlError error) {
            List<String> named = table.rules().stream()
                    .filter(rule -> error.message().contains("\"" + rule.name() + "\""))
                    .flatMap(rule -> rule.columns().stream())
                    .distinct()
                    .toList();
            return named.isEmpty()
                    ? table.fields().stream().map(SyntheticTable.Field::name).toList()
                    : named;
        }
    }
}
