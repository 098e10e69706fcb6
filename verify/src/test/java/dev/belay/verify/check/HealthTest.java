package dev.belay.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Unseen;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ServerTest
final class HealthTest {
    private static Report health(TestDatabase database, Scope scope) {
        Database settings =
                new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/"))));
        return new Health(StandardChecks.all(), scope).of(settings);
    }

    @Test
    void anEmptyDatabaseDoesNotPass(TestDatabase database) {
        Report report = health(database, Scope.EVERYTHING);

        assertThat(report.checked()).isEmpty();
        assertThat(report.passed()).isFalse();
    }

    @EveryMajor
    void aDatabaseInWhichAllIsWellPasses(TestDatabase database) {
        database.execute("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)");

        Report report = health(database, Scope.EVERYTHING);

        assertThat(report.findings()).isEmpty();
        assertThat(report.unseen()).isEmpty();
        assertThat(report.checked()).hasSize(StandardChecks.NAMES.size());
        assertThat(report.passed()).isTrue();
    }

    @Test
    void sequencesAreComparedInPartsWhereThereAreMany(TestDatabase database) {
        database.execute(
                """
                DO $$ BEGIN
                    FOR i IN 1..600 LOOP
                        EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY)', i);
                    END LOOP;
                END $$
                """, "INSERT INTO t7 VALUES (1)", "INSERT INTO t590 VALUES (1)", "INSERT INTO t591 VALUES (1)");

        assertThat(health(database, Scope.EVERYTHING).findings())
                .extracting(Finding::object)
                .containsExactlyInAnyOrder("public.t7_id_seq", "public.t590_id_seq", "public.t591_id_seq");
    }

    @Test
    void whatIsKeptForOthersIsNotLookedAt(TestDatabase database) {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "CREATE SCHEMA kept", "CREATE TABLE kept.log (id int)");

        Report report = health(database, new Scope(Set.of(new QualifiedName("kept", "log"))));

        assertThat(report.passed()).isTrue();
    }

    @Test
    void onlyWhatIsKeptForOthersIsNothing(TestDatabase database) {
        database.execute("CREATE TABLE log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, old serial)");

        Report report = health(database, new Scope(Set.of(new QualifiedName("public", "log"))));

        assertThat(report.checked()).isEmpty();
        assertThat(report.passed()).isFalse();
    }

    @EveryMajor
    void aReaderIsToldWhichGrantsItLacks(TestDatabase database) {
        String reader = database.name() + "_reader";
        database.execute(
                "CREATE TABLE o (id serial PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY, o int)",
                "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (o) REFERENCES o NOT VALID",
                "INSERT INTO o VALUES (5), (6)",
                "INSERT INTO t VALUES (1, 5)",
                "CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'");
        TestDatabase seen = new TestDatabase(database.server(), database.name(), reader, "secret");

        Report blind = health(seen, Scope.EVERYTHING);
        blind.unseen().stream()
                .map(Unseen::grant)
                .filter(grant -> !grant.isEmpty())
                .forEach(database::execute);
        health(seen, Scope.EVERYTHING).unseen().stream().map(Unseen::grant).forEach(database::execute);
        Report now = health(seen, Scope.EVERYTHING);

        assertThat(blind.findings()).extracting(Finding::check).doesNotContain("sequence-behind", "orphans");
        assertThat(blind.unseen())
                .extracting(Unseen::grant)
                .contains(
                        "GRANT SELECT ON public.o TO " + reader,
                        "GRANT SELECT ON SEQUENCE public.o_id_seq TO " + reader);
        assertThat(now.unseen()).isEmpty();
        assertThat(now.findings()).extracting(Finding::check).contains("sequence-behind");
        database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    @Test
    void rowsThatSecurityHidesAreNotGuessedAt(TestDatabase database) {
        String reader = database.name() + "_hidden";
        database.execute(
                "CREATE TABLE o (id serial PRIMARY KEY)",
                "INSERT INTO o VALUES (5)",
                "ALTER TABLE o ENABLE ROW LEVEL SECURITY",
                "CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'",
                "GRANT SELECT ON o TO " + reader,
                "GRANT SELECT ON SEQUENCE o_id_seq TO " + reader);
        TestDatabase seen = new TestDatabase(database.server(), database.name(), reader, "secret");

        assertThat(health(seen, Scope.EVERYTHING).unseen())
                .extracting(unseen -> unseen.message() + ": " + unseen.grant())
                .containsExactly("row-level security hides rows from this role: ALTER ROLE " + reader + " BYPASSRLS");
        database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }
}
