package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@ServerTest
final class OwnDatabaseTest {
    private static Described described(TestDatabase database) {
        return Described.of(RoundTrip.read(database).compared());
    }

    private static SchemaDiff difference(TestDatabase before, TestDatabase after) {
        return SchemaDiff.of(described(before), described(after));
    }

    @EveryMajor
    void databasesOfOtherNamesAreTheSameUntilOneIsSetOtherwise(TestDatabase before, TestDatabase after) {
        assertThat(difference(before, after).lines()).isEmpty();

        furnish(after);

        assertThat(difference(before, after).lines())
                .containsExactly(
                        "the database: comment: (none) → the shop",
                        "the database: connection limit: (none) → 7",
                        "the database: privileges of PUBLIC: (none) → c",
                        "the database: role " + after.user() + ": added (setting work_mem: value 7MB)",
                        "the database: setting \"app.password\": added (value (secret))",
                        "the database: setting search_path: added (value app, public)");
    }

    private static void furnish(TestDatabase database) {
        String name = database.name();
        database.execute(
                "COMMENT ON DATABASE " + name + " IS 'the shop'",
                "ALTER DATABASE " + name + " CONNECTION LIMIT 7",
                "REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC",
                "ALTER DATABASE " + name + " SET search_path TO app, public",
                "ALTER DATABASE " + name + " SET app.password TO 'hush'",
                "ALTER ROLE " + database.user() + " IN DATABASE " + name + " SET work_mem TO '7MB'");
    }

    @EveryMajor
    void theStatementsMakeTheOneDatabaseLikeTheOther(TestDatabase before, TestDatabase after) {
        furnish(after);
        before.execute(
                "ALTER DATABASE " + before.name() + " SET search_path TO nobody",
                "ALTER DATABASE " + before.name() + " SET statement_timeout TO '1s'",
                "COMMENT ON DATABASE " + before.name() + " IS 'a shop'",
                "GRANT CREATE ON DATABASE " + before.name() + " TO PUBLIC");
        Catalog wanted = RoundTrip.read(after);

        SchemaChanges changes = changes(before, wanted);
        Rebuilding.run(before, changes);

        assertThat(changes.unsaid()).isEmpty();
        assertThat(difference(before, after).lines()).isEmpty();
        Rebuilding.run(before, changes(before, RoundTrip.read(before)));
    }

    private static SchemaChanges changes(TestDatabase before, Catalog wanted) {
        Catalog now = RoundTrip.read(before);
        return SchemaChanges.of(
                now, wanted, SchemaDiff.of(Described.of(now.compared()), Described.of(wanted.compared())), Set.of());
    }

    @Test
    void whatADatabaseHasFromItsCreationIsNotWrittenDown(TestDatabase before) {
        try (TestDatabase after =
                new TestDatabase(before.server(), before.name() + "l", before.user(), before.password())) {
            before.server()
                    .execute("CREATE DATABASE " + after.name()
                            + " TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");

            SchemaChanges changes = changes(before, RoundTrip.read(after));

            assertThat(changes.steps()).isEmpty();
            assertThat(changes.unsaid())
                    .anySatisfy(one -> assertThat(one.why())
                            .isEqualTo("encoding: UTF8 → LATIN1: a database has it from its creation"));
        }
    }

    @Test
    void whatWasDoneToAnotherDatabaseIsDoneToThisOne(TestDatabase own, TestDatabase other) {
        own.execute(
                "COMMENT ON DATABASE " + own.name() + " IS 'own'",
                "ALTER DATABASE " + own.name() + " SET work_mem TO '3MB'",
                "ALTER DATABASE " + own.name() + " SET lock_timeout TO '3s'",
                "GRANT CREATE ON DATABASE " + own.name() + " TO pg_monitor");
        other.execute("ALTER DATABASE " + other.name() + " SET lock_timeout TO '1s'");
        DatabaseProperties from = RoundTrip.read(other).properties().orElseThrow();
        other.execute(
                "ALTER DATABASE " + other.name() + " RESET lock_timeout",
                "ALTER DATABASE " + other.name() + " SET search_path TO app",
                "GRANT TEMPORARY ON DATABASE " + other.name() + " TO pg_read_all_data",
                "REVOKE CONNECT ON DATABASE " + other.name() + " FROM PUBLIC");
        DatabaseProperties to = RoundTrip.read(other).properties().orElseThrow();

        DatabaseProperties now = RoundTrip.read(own).properties().orElseThrow().after(from, to);

        assertThat(now.name()).isEqualTo(own.name());
        assertThat(now.comment()).contains("own");
        assertThat(now.settings())
                .extracting(one -> one.setting().sql())
                .containsExactly("work_mem TO '3MB'", "search_path TO 'app'");
        assertThat(now.privileges().byRole())
                .containsOnlyKeys("public", own.user(), "pg_monitor", "pg_read_all_data")
                .containsEntry("public", new TreeSet<>(Set.of("temporary")));
    }

    @Test
    void itCanBeLeftOutOfAComparison(TestDatabase before, TestDatabase after) {
        furnish(after);
        Set<Described.Aspect> all = Set.of(Described.Aspect.DATABASE);

        assertThat(SchemaDiff.of(
                                described(before).without(all), described(after).without(all))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aSnapshotHoldsItAsABlockOfItsOwn(TestDatabase database) {
        furnish(database);
        Described schema = described(database);

        String text = SnapshotText.of(schema);

        assertThat(text)
                .contains("\n\ndatabase\n  collate = ", "\n  setting search_path: value = app, public\n")
                .doesNotContain(database.name(), "hush");
        assertThat(SnapshotText.read("x", text)).isEqualTo(schema);
    }
}
