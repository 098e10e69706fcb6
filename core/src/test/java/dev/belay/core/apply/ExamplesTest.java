package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.convention.Convention;
import dev.belay.core.convention.ConventionSettings;
import dev.belay.core.convention.Conventions;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Surroundings;
import dev.belay.core.history.Journal;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.SchemaListing;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The projects of three teams, and one as Flyway's users have it, each with its own convention, end to end. */
@ServerTest
final class ExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("belay.root", ".."));
    private static final List<String> PLAIN_ORDER = List.of(
            "001_create_base_schema.sql",
            "add_feature_flags.sql",
            "add_request_tracking.sql",
            "add_phase2_indexes.sql",
            "add_compound_indexes_content_requests.sql",
            "enterprise_prompt_system_phase1.sql");

    @EveryMajor
    void vividlyGoesUpDownAndUpAgain(TestDatabase database) {
        Migrator vividly = migrator(vividly(), database);

        assertThat(outcomes(vividly, PlanRequest.up())).hasSize(6).allMatch(step -> step.endsWith(" APPLIED"));
        assertCounts(database);
        List<String> schema = SchemaListing.of(database);

        assertThat(outcomes(vividly, PlanRequest.downAll())).hasSize(6).allMatch(step -> step.endsWith(" REVERTED"));
        assertThat(SchemaListing.of(database, "changelog")).containsExactly("extension plpgsql", "schema public");

        assertThat(outcomes(vividly, PlanRequest.up())).hasSize(6);
        assertThat(SchemaListing.of(database)).isEqualTo(schema);
    }

    @Test
    void bothFormsOfVividlyMakeTheSameSchema(TestDatabase mybatis, TestDatabase plain) {
        migrator(vividly(), mybatis).run(List.of(PlanRequest.up()), Approval.anything());
        Migrator team = migrator(vividlyPlain(), plain);
        assertThat(team.run(List.of(PlanRequest.up()), Approval.anything()).ok())
                .isTrue();

        assertThat(SchemaListing.of(plain, "schema_migrations")).isEqualTo(SchemaListing.of(mybatis, "changelog"));
        assertThat(outcomes(team, PlanRequest.downAll())).hasSize(6);
        assertThat(SchemaListing.of(plain, "schema_migrations")).containsExactly("extension plpgsql", "schema public");
    }

    @Test
    void aMissingPrerequisiteIsNamedBeforeAndAfter(TestDatabase database) {
        Migrator team = migrator(vividlyPlain(), database);
        PlanRequest tracking = PlanRequest.only(Project.version("add_request_tracking"));

        assertThat(team.preview(tracking).prerequisites())
                .extracting(need -> need.name() + " " + need.state())
                .contains("users MISSING", "organizations MISSING");
        RunResult result = team.run(List.of(tracking), Approval.anything());

        assertThat(result.failure().orElseThrow().hint()).contains("is created by 001_create_base_schema");
        assertThat(SchemaListing.of(database, "schema_migrations"))
                .containsExactly("extension plpgsql", "schema public");
    }

    @Test
    void theTeamsFirstRollbackLeavesThreeFunctionsAndFourTablesBehind(TestDatabase database) throws Exception {
        Migrator team = migrator(vividlyPlain(), database);
        team.run(List.of(PlanRequest.upTo(Project.version("add_feature_flags"))), Approval.anything());
        List<String> before = SchemaListing.of(database, "schema_migrations");
        team.run(List.of(PlanRequest.only(Project.version("add_request_tracking"))), Approval.anything());

        database.execute(Files.readString(
                ROOT.resolve("examples/vividly/fixtures/rollback_add_request_tracking.incomplete.sql")));

        List<String> left = SchemaListing.of(database, "schema_migrations").stream()
                .filter(line -> !before.contains(line))
                .toList();
        assertThat(left).filteredOn(line -> line.startsWith("function ")).hasSize(3);
        assertThat(left).filteredOn(line -> line.startsWith("r ")).hasSize(4);
    }

    @EveryMajor
    void theDubbingPlatformComesUpAndItsEnumValueHasNoWayBack(TestDatabase database) {
        Migrator dubbing = migrator(
                project("prisma", ROOT.resolve("examples/dubbing-platform/prisma/migrations"), Map.of(), List.of()),
                database);

        assertThat(outcomes(dubbing, PlanRequest.up())).hasSize(6).allMatch(step -> step.endsWith(" APPLIED"));
        assertThat(database.query("SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL"))
                .containsExactly("6");
        Plan down = dubbing.preview(PlanRequest.downAll()).plan();
        assertThat(down.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.cause()).isEqualTo(Problem.Cause.IRREVERSIBLE));
        assertThat(outcomes(dubbing, PlanRequest.down(4))).hasSize(4).allMatch(step -> step.endsWith(" REVERTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CONCURRENTLY"})
    void phaserAiRunsWithEitherStrategy(String concurrently, TestDatabase database) {
        Migrator phaserai = migrator(
                project(
                        "sections",
                        ROOT.resolve("examples/phaserai/migrations"),
                        Map.of("CONCURRENTLY", concurrently),
                        List.of()),
                database);

        assertThat(outcomes(phaserai, PlanRequest.up())).hasSize(4).allMatch(step -> step.endsWith(" APPLIED"));
        assertThat(database.query("SELECT count(*), count(checksum) FROM schema_migrations"))
                .containsExactly("4|4");
        assertThat(outcomes(phaserai, PlanRequest.downAll())).hasSize(4).allMatch(step -> step.endsWith(" REVERTED"));
        assertThat(SchemaListing.of(database, "schema_migrations"))
                .filteredOn(line -> line.startsWith("r "))
                .isEmpty();
    }

    @Test
    void aFlywayProjectRunsVersionsInItsOrderAndRepeatablesWhenTheyChange(TestDatabase database, @TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("V1__books.sql"), "CREATE TABLE book (id int PRIMARY KEY, title text);");
        Files.writeString(folder.resolve("U1__books.sql"), "DROP TABLE book CASCADE;");
        Files.writeString(folder.resolve("V1.10__pages.sql"), "ALTER TABLE book ADD COLUMN thickness int;");
        Files.writeString(folder.resolve("V1.9__pages.sql"), "ALTER TABLE book ADD COLUMN pages int;");
        Path view = folder.resolve("R__long_books.sql");
        Files.writeString(view, "CREATE OR REPLACE VIEW long_books AS SELECT id FROM book WHERE pages > 1000;");
        Migrator flyway = migrator(project("flyway", folder, Map.of(), List.of()), database);

        assertThat(outcomes(flyway, PlanRequest.up()))
                .containsExactly("1 APPLIED", "1.9 APPLIED", "1.10 APPLIED", "R__long books APPLIED");
        assertThat(outcomes(flyway, PlanRequest.up())).isEmpty();
        Files.writeString(view, "CREATE OR REPLACE VIEW long_books AS SELECT id FROM book WHERE pages > 500;");
        assertThat(outcomes(flyway, PlanRequest.up())).containsExactly("R__long books APPLIED");
        assertThat(database.query("SELECT installed_rank, version, success FROM flyway_schema_history ORDER BY 1"))
                .containsExactly("1|1|t", "2|1.9|t", "3|1.10|t", "4|null|t", "5|null|t");
    }

    private static void assertCounts(TestDatabase database) {
        assertThat(database.query("""
                        SELECT (SELECT count(*) FROM feature_flags), (SELECT count(*) FROM pipeline_stage_definitions),
                               (SELECT count(*) FROM prompt_templates), (SELECT count(*) FROM prompt_guardrails),
                               (SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'idx\\_%' AND schemaname = 'public'),
                               (SELECT count(*) FROM pg_indexes WHERE tablename = 'content_requests'),
                               (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),
                               (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
                               (SELECT count(*) FROM pg_views WHERE schemaname = 'public'),
                               (SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'changelog')
                        """)).containsExactly("8|6|3|3|45|12|3|4|2|30");
    }

    private static Convention vividly() {
        return project("mybatis", ROOT.resolve("migrations"), Map.of(), List.of());
    }

    private static Convention vividlyPlain() {
        return project("plain", ROOT.resolve("examples/vividly"), Map.of(), PLAIN_ORDER);
    }

    private static Convention project(String name, Path base, Map<String, String> variables, List<String> order) {
        return Conventions.of(
                name,
                new ConventionSettings(base, variables, order, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Migrator migrator(Convention convention, TestDatabase target) {
        Database database =
                new Database(ConnectionUrl.parse(target.url()).settings(new Surroundings(Map.of(), home())));
        Journal journal = new Journal(
                new QualifiedName("belay", "journal"), convention.history().table());
        Workplace place = new Workplace(
                database,
                convention,
                journal,
                LockPolicy.DEFAULT,
                Hooks.NONE,
                new Workplace.Settings(false, Map::of, Mask.NONE));
        return new Migrator(place, event -> {}, new Cancellation());
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("belay-home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> outcomes(Migrator migrator, PlanRequest request) {
        RunResult result = migrator.run(List.of(request), Approval.anything());
        assertThat(result.failure()).isEmpty();
        return Project.outcomes(result);
    }
}
