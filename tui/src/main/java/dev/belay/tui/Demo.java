package dev.belay.tui;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Programs;
import dev.belay.core.apply.RunResult;
import dev.belay.core.config.Overrides;
import dev.belay.core.db.Database;
import dev.belay.core.db.ScratchServer;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.db.Surroundings;
import dev.belay.tui.report.DemoReport;
import dev.belay.tui.report.RehearseReport;
import dev.belay.verify.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The main job on real input: the Vividly project goes up, all the way down, up again, and comes back from a backup. */
public final class Demo {
    private static final String DATABASE = "vividly";

    private final ScratchServer servers;
    private final Path project;
    private final Surroundings surroundings;
    private final String release;

    /** {@code project} is the folder of Vividly's belay.yaml. */
    public Demo(ScratchServer servers, Path project, Surroundings surroundings, String release) {
        this.servers = servers;
        this.project = project;
        this.surroundings = surroundings;
        this.release = release;
    }

    /** What goes on, for whoever looks at it. */
    public interface Audience {
        void begins(String what);

        /** Runs a piece of work under this audience's eyes. */
        RunResult watch(Function<Supervision, RunResult> work);

        void rehearsed(RehearseReport report);

        void counted(List<DemoReport.Count> counts);

        void verified(Report result);

        void cameBack(DemoReport.Return result);
    }

    public DemoReport.Result show(int major, boolean keep, Audience audience) {
        long start = System.nanoTime();
        audience.begins("starting PostgreSQL " + major);
        ScratchServer.Lifetime lifetime =
                keep ? ScratchServer.Lifetime.UNTIL_STOPPED : ScratchServer.Lifetime.OF_THIS_PROCESS;
        ScratchServer.Running server = servers.start(major, lifetime);
        boolean staysUp = false;
        try {
            makeDatabase(server);
            DemoReport.Result result = climb(server, keep, audience, start);
            staysUp = keep;
            return result;
        } finally {
            if (!staysUp) {
                server.close();
            }
        }
    }

    private DemoReport.Result climb(ScratchServer.Running server, boolean keep, Audience audience, long start) {
        try (Toolkit vividly = toolkit(server)) {
            List<RunResult> runs = new java.util.ArrayList<>();
            List<String> left = List.of();
            List<DemoReport.Count> counts = List.of();
            Report verified = Report.NOTHING;
            audience.begins("rehearsal: all of them up, down and up again, in a scratch");
            RehearseReport rehearsal = vividly.rehearse(Rehearsing.Wish.usual(), Supervision.none());
            audience.rehearsed(rehearsal);
            Optional<DemoReport.Return> cameBack = Optional.empty();
            if (rehearsal.result().good() && up(vividly, audience, runs, "up: every migration with its history row")) {
                counts = count(vividly.database());
                audience.counted(counts);
                audience.begins("down: all of them, in reverse order");
                run(vividly, audience, runs, PlanRequest.downAll());
                left = left(vividly.database());
                if (left.isEmpty() && up(vividly, audience, runs, "nothing is left; up again")) {
                    counts = count(vividly.database());
                    audience.counted(counts);
                    audience.begins("is it all that migrations/verify.yaml says?");
                    verified = vividly.verify(new Toolkit.Verify(vividly.spec(), Set.of(), Optional.empty()));
                    audience.verified(verified);
                    cameBack = Optional.of(new DemoReturn(vividly).show(audience));
                    audience.cameBack(cameBack.get());
                }
            }
            Optional<DemoReport.Kept> kept = keep
                    ? Optional.of(new DemoReport.Kept(server.url(DATABASE), server.pid(), server.folder(), project))
                    : Optional.empty();
            return new DemoReport.Result(
                    version(vividly.database()),
                    rehearsal,
                    runs,
                    counts,
                    verified,
                    cameBack,
                    left,
                    kept,
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static boolean up(Toolkit vividly, Audience audience, List<RunResult> runs, String what) {
        audience.begins(what);
        return run(vividly, audience, runs, PlanRequest.up());
    }

    private static boolean run(Toolkit vividly, Audience audience, List<RunResult> runs, PlanRequest request) {
        RunResult result =
                audience.watch(supervision -> vividly.run(List.of(request), Approval.anything(), supervision));
        runs.add(result);
        return result.ok();
    }

    private void makeDatabase(ScratchServer.Running server) {
        try (Toolkit maintenance = toolkit(server, "postgres")) {
            ask(maintenance.database(), connection -> {
                Sql.script(connection, "CREATE DATABASE " + DATABASE);
                return DATABASE;
            });
        }
    }

    private Toolkit toolkit(ScratchServer.Running server) {
        return toolkit(server, DATABASE);
    }

    private Toolkit toolkit(ScratchServer.Running server, String database) {
        Map<String, String> variables = new HashMap<>(surroundings.variables());
        variables.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("BELAY_"));
        variables.put("DATABASE_URL", server.url(database));
        Overrides overrides = Overrides.NONE.withProject(project).withEnvironment("dev");
        return Toolkit.open(new Start(
                project,
                new Surroundings(variables, surroundings.home()),
                overrides,
                "demo",
                () -> release,
                Clock.systemUTC(),
                () -> servers,
                Programs.NONE));
    }

    private static List<DemoReport.Count> count(Database database) {
        return ask(
                database,
                connection -> Sql.list(
                        connection,
                        """
                        SELECT 'feature flags' AS what, 8 AS expected, (SELECT count(*) FROM feature_flags) AS found
                        UNION ALL
                        SELECT 'pipeline stages', 6, (SELECT count(*) FROM pipeline_stage_definitions)
                        UNION ALL
                        SELECT 'indexes of phase 2, all valid', 35,
                               (SELECT count(*) FROM pg_catalog.pg_indexes i
                                JOIN pg_catalog.pg_index x
                                  ON x.indexrelid = format('%I.%I', i.schemaname, i.indexname)::regclass AND x.indisvalid
                                WHERE i.schemaname = 'public' AND i.indexname LIKE 'idx\\_%'
                                  AND i.tablename <> 'content_requests')
                        UNION ALL
                        SELECT 'indexes of content_requests', 12,
                               (SELECT count(*) FROM pg_catalog.pg_indexes WHERE tablename = 'content_requests')
                        """,
                        row -> new DemoReport.Count(
                                row.getString("what"), row.getLong("expected"), row.getLong("found"))));
    }

    /** Tables, views, sequences, types and functions of the project's schema. */
    private static List<String> left(Database database) {
        return ask(database, connection -> Sql.list(connection, """
                        SELECT c.relname AS name FROM pg_catalog.pg_class c
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
                          AND c.relname <> 'changelog'
                        UNION ALL
                        SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p
                        WHERE p.pronamespace = 'public'::regnamespace
                        UNION ALL
                        SELECT t.typname FROM pg_catalog.pg_type t
                        WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
                        ORDER BY 1
                        """, row -> row.getString("name")));
    }

    private static String version(Database database) {
        return ask(
                database,
                connection -> Sql.one(
                        connection,
                        "SELECT current_setting('server_version') AS version",
                        row -> row.getString("version")));
    }

    private static <T> T ask(Database database, Question<T> question) {
        try (Connection connection = database.connect()) {
            return question.on(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T on(Connection connection) throws SQLException;
    }
}
