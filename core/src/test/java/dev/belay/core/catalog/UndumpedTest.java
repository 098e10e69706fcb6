package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is in a database and in no dump of it is compared nevertheless. */
@ServerTest
final class UndumpedTest {
    private static SchemaDiff difference(Catalog before, Catalog after) {
        return SchemaDiff.of(Described.of(before.compared()), Described.of(after.compared()));
    }

    private static SchemaChanges changes(Catalog before, Catalog after) {
        return SchemaChanges.of(before, after, difference(before, after), Set.of());
    }

    /** As a build leaves an index that finds the same value twice. */
    private static void breakIndex(TestDatabase database) {
        database.execute("INSERT INTO t VALUES (1), (1)");
        try {
            database.execute("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)");
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("CONCURRENTLY i");
        }
    }

    @EveryMajor
    void anInvalidIndexIsThereAndNotRemoved(TestDatabase whole, TestDatabase broken) {
        whole.execute("CREATE TABLE t (a int)", "CREATE UNIQUE INDEX i ON t (a)");
        broken.execute("CREATE TABLE t (a int)");
        breakIndex(broken);
        Catalog expected = RoundTrip.read(whole);
        Catalog found = RoundTrip.read(broken);

        assertThat(difference(expected, found).lines()).containsExactly("index public.i: invalid: (none) → yes");
        assertThat(changes(expected, found).steps()).isEmpty();
        assertThat(changes(expected, found).unsaid())
                .extracting(SchemaChanges.Unsaid::why)
                .containsExactly("not changed: it is invalid there, which no statement makes it");
        broken.execute("TRUNCATE t");
        Rebuilding.run(broken, changes(found, expected));
        assertThat(difference(RoundTrip.read(broken), expected).lines()).isEmpty();
    }

    @Test
    void anInvalidIndexThatNobodyWantsIsDropped(TestDatabase clean, TestDatabase broken) {
        clean.execute("CREATE TABLE t (a int)");
        broken.execute("CREATE TABLE t (a int)");
        breakIndex(broken);
        Catalog found = RoundTrip.read(broken);
        Catalog wanted = RoundTrip.read(clean);

        assertThat(difference(wanted, found).lines()).containsExactly("index public.i: added");
        assertThat(changes(wanted, found).steps()).isEmpty();
        Rebuilding.run(broken, changes(found, wanted));
        assertThat(difference(RoundTrip.read(broken), wanted).lines()).isEmpty();
    }

    @EveryMajor
    void aForeignKeyWhoseTriggersAreOffIsNotTheSame(TestDatabase kept, TestDatabase loose) {
        String tables = "CREATE TABLE parent (a int PRIMARY KEY);"
                + "CREATE TABLE child (a int REFERENCES parent) PARTITION BY LIST (a);"
                + "CREATE TABLE child_1 PARTITION OF child FOR VALUES IN (1)";
        kept.execute(tables);
        loose.execute(tables, "ALTER TABLE parent DISABLE TRIGGER ALL", "ALTER TABLE child_1 DISABLE TRIGGER ALL");
        Catalog expected = RoundTrip.read(kept);
        Catalog found = RoundTrip.read(loose);

        assertThat(difference(expected, found).lines())
                .contains(
                        "foreign key child_a_fkey on public.child: trigger \"public.child_1 on insert\": added"
                                + " (firing disabled)",
                        "foreign key child_a_fkey on public.child: trigger \"public.parent on delete\": added"
                                + " (firing disabled)")
                .allMatch(line -> line.startsWith("foreign key child_a_fkey on public.child: trigger"));
        assertThat(changes(expected, found).steps()).isEmpty();
        assertThat(changes(expected, found).unsaid())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).contains("ALTER TABLE … DISABLE TRIGGER ALL"));
        assertThat(Described.of(found)).isEqualTo(Described.of(expected));
        Rebuilding.run(loose, changes(found, expected));
        assertThat(difference(RoundTrip.read(loose), expected).lines()).isEmpty();
    }
}
