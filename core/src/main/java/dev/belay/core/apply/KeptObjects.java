package dev.belay.core.apply;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.script.Created;
import dev.belay.core.script.Name;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.TransactionState;

/**
 * Looks at what a {@code CREATE … IF NOT EXISTS} kept. To compare, it makes the object that was asked for beside a probe
 * table, lets the server print both, and takes everything back.
 */
final class KeptObjects {
    private static final Set<String> COMPARED =
            Set.of("index", "table", "column", "materialized view", "view", "sequence");
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final String QUALIFIED = NAME + "(?:\\s*\\.\\s*" + NAME + ")?";
    private static final Pattern INDEX =
            Pattern.compile("(?is)^create\\s+(unique\\s+)?index\\s+(?:concurrently\\s+)?if\\s+not\\s+exists\\s+"
                    + QUALIFIED + "\\s+on\\s+(?:only\\s+)?" + QUALIFIED + "(.*)$");
    private static final Pattern TABLE = Pattern.compile(
            "(?is)^create\\s+(?:unlogged\\s+)?table\\s+if\\s+not\\s+exists\\s+" + QUALIFIED + "\\s*(\\(.*)$");

    /** {@code (a, b) AS SELECT …}: to compare it, the query would have to be run. */
    private static final Pattern QUERY = Pattern.compile("(?is)^\\((?:\\s*" + NAME + "\\s*,?)+\\s*\\).*\\bas\\b.*$");

    private static final Pattern COLUMN = Pattern.compile(
            "(?is)^alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + QUALIFIED + "\\s*(?:\\*\\s*)?(.*)$");

    private final Session session;
    private final RunListener listener;
    private final String probeSchema;
    private final Mask mask;

    KeptObjects(Session session, RunListener listener, String probeSchema, Mask mask) {
        this.session = session;
        this.listener = listener;
        this.probeSchema = probeSchema;
        this.mask = mask;
    }

    /**
     * What the statement would make and is there already. Asked before it runs: the server's own notice can be silenced,
     * and every dump does so.
     */
    List<Created> there(Statement statement) throws SQLException {
        String verb = statement.traits().verb();
        if (!verb.startsWith("CREATE ") && !verb.equals("ALTER TABLE")) {
            return List.of();
        }
        List<Created> there = new ArrayList<>();
        for (Created created : statement.traits().creates()) {
            if (created.guarded() && COMPARED.contains(created.kind()) && isThere(created)) {
                there.add(created);
            }
        }
        return there;
    }

    private boolean isThere(Created created) throws SQLException {
        if (created.kind().equals("column")) {
            return created.on().isPresent()
                    && !column(created, IndexBuilds.sql(created.on().get())).isEmpty();
        }
        return Sql.one(
                connection(),
                "SELECT pg_catalog.to_regclass(?) IS NOT NULL AS found",
                row -> row.getBoolean("found"),
                IndexBuilds.sql(located(created)));
    }

    /** An index has the schema of its table. */
    private static Name located(Created created) {
        Optional<String> schema = created.name().schema().or(() -> created.on().flatMap(Name::schema));
        return new Name(schema, created.name().name());
    }

    /** After the statement: says what was kept that is not what was asked for. */
    void examine(Statement statement, List<Created> there) {
        for (Created created : there) {
            try {
                compare(statement, created);
            } catch (SQLException e) {
                warn(created, "the existing one could not be compared: " + e.getMessage(), statement, "");
            }
        }
    }

    private void compare(Statement statement, Created created) throws SQLException {
        switch (created.kind()) {
            case "index" -> index(statement, created);
            case "table" -> table(statement, created);
            case "column" -> column(statement, created);
            case "materialized view", "view", "sequence" ->
                warn(created, "the existing one was kept as it is", statement, "");
            default -> {
                // A schema, an extension or an enum label is its name: there is nothing more to compare.
            }
        }
    }

    private void index(Statement statement, Created created) throws SQLException {
        Optional<Existing> existing = existing(created);
        if (existing.isEmpty()) {
            warn(created, "the name belongs to something that is not an index", statement, "");
            return;
        }
        Existing index = existing.get();
        if (!index.valid()) {
            warn(created, "the existing one is invalid", statement, index.definition());
            return;
        }
        Matcher parts = INDEX.matcher(statement.sql());
        if (!parts.matches() || created.on().isEmpty()) {
            warn(created, "the existing one was kept, and could not be compared", statement, index.definition());
            return;
        }
        String wanted = probed(() -> {
            Sql.script(
                    connection(),
                    "CREATE TEMP TABLE belay_probe (LIKE "
                            + IndexBuilds.sql(created.on().get()) + ")");
            Sql.script(
                    connection(),
                    "CREATE " + Optional.ofNullable(parts.group(1)).orElse("")
                            + "INDEX belay_probe_index ON belay_probe" + parts.group(2));
            return Sql.one(
                    connection(),
                    "SELECT pg_catalog.pg_get_indexdef('pg_temp.belay_probe_index'::regclass) AS definition",
                    row -> row.getString("definition"));
        });
        if (!essence(wanted).equals(essence(index.definition()))
                || !index.table().equals(created.on().get().name())) {
            warn(created, "the existing one has another definition", statement, index.definition());
        }
    }

    private void table(Statement statement, Created created) throws SQLException {
        String existing = String.join(", ", columns(IndexBuilds.sql(created.name())));
        if (!isTable(created.name())) {
            warn(created, "the name belongs to something that is not a table", statement, existing);
            return;
        }
        Matcher parts = TABLE.matcher(statement.sql());
        if (!parts.matches() || QUERY.matcher(parts.group(1)).matches()) {
            warn(created, "the existing one was kept, and could not be compared", statement, existing);
            return;
        }
        String probe = probe();
        List<String> wanted = probed(() -> {
            Sql.script(connection(), "CREATE TABLE " + probe + " " + parts.group(1));
            return columns(probe);
        });
        if (!String.join(", ", wanted).equals(existing)) {
            warn(created, "the existing one has other columns", statement, existing);
        }
    }

    private void column(Statement statement, Created created) throws SQLException {
        if (created.on().isEmpty()) {
            return;
        }
        String table = IndexBuilds.sql(created.on().get());
        String existing = column(created, table);
        Matcher parts = COLUMN.matcher(statement.sql());
        if (!parts.matches()) {
            warn(created, "the existing one was kept, and could not be compared", statement, existing);
            return;
        }
        String probe = probe();
        String wanted = probed(() -> {
            Sql.script(connection(), "CREATE TABLE " + probe + " (LIKE " + table + ")");
            for (Created other : statement.traits().creates()) {
                if (other.kind().equals("column")) {
                    String name = Identifier.quote(other.name().name());
                    Sql.script(connection(), "ALTER TABLE " + probe + " DROP COLUMN IF EXISTS " + name);
                }
            }
            Sql.script(connection(), "ALTER TABLE " + probe + " " + parts.group(1));
            return column(created, probe);
        });
        if (!wanted.equals(existing)) {
            warn(created, "the existing one has another definition", statement, existing);
        }
    }

    private String column(Created created, String table) throws SQLException {
        String name = Identifier.quote(created.name().name());
        return columns(table).stream()
                .filter(column -> column.startsWith(name + " "))
                .findFirst()
                .orElse("");
    }

    private boolean isTable(Name name) throws SQLException {
        return Sql.one(
                connection(),
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)::oid"
                        + " AND relkind IN ('r', 'p')) AS found",
                row -> row.getBoolean("found"),
                IndexBuilds.sql(name));
    }

    private String probe() {
        return new QualifiedName(probeSchema, "belay_probe_" + session.backend().pid()).sql();
    }

    private record Existing(boolean valid, String definition, String table) {}

    private Optional<Existing> existing(Created created) throws SQLException {
        return Sql.first(
                connection(),
                """
                SELECT i.indisvalid OR c.relkind = 'I' AS valid, pg_catalog.pg_get_indexdef(c.oid) AS definition,
                       t.relname AS of_table
                FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
                JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
                WHERE c.oid = pg_catalog.to_regclass(?)::oid
                """,
                row -> new Existing(row.getBoolean("valid"), row.getString("definition"), row.getString("of_table")),
                IndexBuilds.sql(located(created)));
    }

    /** Each column as the server prints it, in order. Names of sequences differ by nature and are left out. */
    private List<String> columns(String relation) throws SQLException {
        return Sql.list(
                connection(),
                """
                SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
                       a.attidentity, pg_catalog.regexp_replace(pg_catalog.pg_get_expr(d.adbin, d.adrelid),
                           'nextval\\(.*\\)', 'nextval()') AS default_value
                FROM pg_catalog.pg_attribute a
                LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attrelid = pg_catalog.to_regclass(?)::oid AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum
                """,
                row -> {
                    String identity = row.getString("attidentity");
                    String value = row.getString("default_value");
                    return Identifier.quote(row.getString("attname")) + " " + row.getString("type")
                            + (row.getBoolean("attnotnull") ? " NOT NULL" : "")
                            + (identity == null || identity.isBlank() ? "" : " GENERATED AS IDENTITY")
                            + (value == null ? "" : " DEFAULT " + value);
                },
                relation);
    }

    /** Work whose every trace is taken back: to a savepoint inside of a transaction, else in one of its own. */
    private <T> T probed(Probe<T> probe) throws SQLException {
        boolean inside = session.state() == TransactionState.OPEN;
        Sql.script(connection(), inside ? "SAVEPOINT belay_probe" : "BEGIN");
        try {
            Sql.script(connection(), "SET LOCAL lock_timeout = '500ms'");
            return probe.look();
        } finally {
            Sql.script(
                    connection(),
                    inside ? "ROLLBACK TO SAVEPOINT belay_probe; RELEASE SAVEPOINT belay_probe" : "ROLLBACK");
        }
    }

    @FunctionalInterface
    private interface Probe<T> {
        T look() throws SQLException;
    }

    /** What makes two index definitions the same: uniqueness, and everything from the access method on. */
    private static String essence(String definition) {
        int using = definition.indexOf(" USING ");
        return (definition.startsWith("CREATE UNIQUE") ? "unique" : "") + definition.substring(Math.max(0, using));
    }

    private void warn(Created created, String what, Statement statement, String existing) {
        List<String> details = new ArrayList<>();
        if (!existing.isEmpty()) {
            details.add("there is: " + existing);
        }
        details.add("the file says: " + mask.hide(statement.summary(400)));
        listener.on(new RunEvent.Warned(created.kind() + " \"" + created.name().name() + "\": " + what, details));
    }

    private Connection connection() {
        return session.connection();
    }
}
