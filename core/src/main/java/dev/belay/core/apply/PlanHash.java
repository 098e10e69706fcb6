package dev.belay.core.apply;

import dev.belay.core.db.Sql;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a plan: the same text on the same database over the same history. Whoever approved it has approved exactly
 * this. It holds no times and no names of people or machines.
 */
final class PlanHash {
    private static final String FORMAT = "belay plan 1";

    /** So many digits tell plans apart. */
    static final int BRIEF = 12;

    private PlanHash() {}

    static String of(
            Connection connection,
            Workplace place,
            Standing standing,
            List<Outline> outlines,
            ConventionScripts scripts)
            throws SQLException {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        text.append(database(connection)).append('\n');
        text.append(place.history().table()).append('\n');
        for (Outline outline : outlines) {
            text.append(outline.step().direction())
                    .append(' ')
                    .append(outline.step().version())
                    .append(' ')
                    .append(outline.hash())
                    .append(' ')
                    .append(outline.from())
                    .append('\n');
        }
        scripts.bootstrap().ifPresent(script -> text.append(script("bootstrap", script)));
        scripts.onAbort().ifPresent(script -> text.append(script("onabort", script)));
        text.append(hooks(place.hooks())).append('\n');
        text.append(standing.applied().stream().map(Version::text).sorted().collect(Collectors.joining("\n")));
        return Outline.hash(text.toString());
    }

    /** A plain role may not be allowed to read the system identifier; the database's own identity then has to do. */
    private static String database(Connection connection) throws SQLException {
        return Sql.one(connection, """
                SELECT pg_catalog.concat(
                           CASE WHEN pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
                                THEN (SELECT system_identifier FROM pg_catalog.pg_control_system())::text END,
                           '/', oid, '/', datname) AS identity
                FROM pg_catalog.pg_database
                WHERE datname = pg_catalog.current_database()
                """, row -> row.getString("identity"));
    }

    private static String script(String name, Script script) {
        return name + ' ' + Outline.hash(script.text()) + '\n';
    }

    private static String hooks(Hooks hooks) {
        StringBuilder text = new StringBuilder();
        hooks.precaution()
                .ifPresent(first -> text.append("first ").append(first.name()).append('\n'));
        for (Hooks.Point point : Hooks.Point.values()) {
            for (Hooks.Hook hook : hooks.at(point)) {
                String content = hook.isSql() ? HookRunner.read(hook).text() : "";
                text.append(point.key())
                        .append(' ')
                        .append(String.join("\0", hook.words()))
                        .append(' ')
                        .append(Outline.hash(content))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** For the journal and for messages: enough of it to tell plans apart. */
    static String brief(String hash) {
        return hash.substring(0, BRIEF);
    }

    static boolean approves(String approval, String hash) {
        return approval.length() >= BRIEF && hash.startsWith(approval.toLowerCase(java.util.Locale.ROOT));
    }
}
