package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Changes of every kind at the worst moment: after the snapshot of a reading and before its first query, when the server's
 * printers already show what the snapshot does not. Each waits for the locks, or leaves the reading as it was, or is noticed:
 * {@code meanwhile-changes.sql} says which.
 */
@ServerTest
final class MeanwhileTest {
    private enum Fate {
        WAITS,
        UNNOTICED,
        NOTICED
    }

    @EveryMajor(ends = true)
    void aChangeWhileItIsReadWaitsOrIsNotSeenOrIsNoticed(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "ann", "bob");
        load(database, roles);
        try (Connection reader = database.connect()) {
            Catalog before = CatalogReader.read(reader);
            TableLocks locks = TableLocks.of(reader);
            try (Others others = new Others(database, roles, database, locks)) {

                Catalog after = CatalogReader.inSnapshot(reader, () -> locks.take(reader), () -> {
                    assertThat(others.unlike(Fate.WAITS, "waits")).isEmpty();
                    assertThat(others.unlike(Fate.UNNOTICED, "not seen")).isEmpty();
                    return CatalogReader.readHere(reader, Kinds.ALL).get();
                });

                assertThat(after.objects()).isEqualTo(before.objects());
                assertThat(after.properties()).isEqualTo(before.properties());
                assertThat(others.unlike(Fate.NOTICED, "noticed")).isEmpty();
            }
        }
    }

    @Test
    void whoMayNotLockTablesNoticesThatTheyAreAlteredOrDoesNotSeeIt(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "ann", "bob", "reader");
        load(database, roles);
        TestDatabase reading =
                new TestDatabase(database.server(), database.name(), roles.name("reader"), Roles.PASSWORD);
        try (Connection reader = reading.connect();
                Others others = new Others(database, roles, reading, TableLocks.of(reader))) {
            assertThatAlteredTablesAreNeverSeenInPart(reader, others);
        }
    }

    /** A server has room for so many locks. */
    @Test
    void whoDoesNotLockTablesNoticesThatTheyAreAlteredOrDoesNotSeeIt(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "ann", "bob");
        load(database, roles);
        try (Connection reader = database.connect();
                Others others = new Others(database, roles, database, TableLocks.NONE)) {
            assertThatAlteredTablesAreNeverSeenInPart(reader, others);
        }
    }

    private static void assertThatAlteredTablesAreNeverSeenInPart(Connection reader, Others others)
            throws SQLException {
        for (String change : others.changes("waits")) {
            Catalog before = CatalogReader.read(reader);

            CatalogReader.inSnapshot(reader, () -> {
                Fate fate = others.make(change);
                assertThat(fate).as(change).isNotEqualTo(Fate.WAITS);
                // What is gone without a witness, such as an index, is noticed when the printers answer NULL.
                if (fate == Fate.UNNOTICED && !change.startsWith("DROP")) {
                    assertThat(CatalogReader.readHere(reader, Kinds.ALL).get().objects())
                            .as(change)
                            .isEqualTo(before.objects());
                }
                return fate;
            });
        }
    }

    private static void load(TestDatabase database, Roles roles) {
        RoundTrip.load(
                database, roles.in(QueryText.of("meanwhile", database.server().major())));
    }

    @Test
    void thereIsAChangeOfEveryKind() {
        List<String> changes = Stream.of("waits", "not seen", "noticed")
                .flatMap(section -> Others.changes(section, 18).stream())
                .toList();

        assertThat(ObjectType.values())
                .allSatisfy(type -> assertThat(changes)
                        .anySatisfy(change -> assertThat(change).contains(type.words())));
    }

    /** Those who change something, and a session that looks whether what a reader has seen is still there. */
    private static final class Others implements AutoCloseable {
        private final TestDatabase database;
        private final Roles roles;
        private final Connection witness;
        private final Connection connection;
        private final TableLocks locks;
        private Set<String> witnesses;

        private Others(TestDatabase database, Roles roles, TestDatabase reading, TableLocks locks) throws SQLException {
            this.locks = locks;
            this.database = database;
            this.roles = roles;
            this.witness = reading.connect();
            this.connection = database.connect();
            this.witnesses = Steady.witnesses(witness, locks);
        }

        static List<String> changes(String section, int major) {
            return Stream.of(QueryText.of("meanwhile-changes", major).split("\n\n"))
                    .filter(text -> text.startsWith("-- " + section + ":"))
                    .flatMap(text -> text.lines().skip(1))
                    .toList();
        }

        List<String> changes(String section) {
            return changes(section, database.server().major());
        }

        /** Makes all changes of a section, and tells which of them have another fate than this one. */
        List<String> unlike(Fate fate, String section) throws SQLException {
            List<String> unlike = new ArrayList<>();
            for (String change : changes(section)) {
                if (make(change) != fate) {
                    unlike.add(change);
                }
            }
            return unlike;
        }

        Fate make(String change) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = 10");
                statement.execute(roles.in(change).replace("{database}", database.name()));
            } catch (SQLException e) {
                if (!"55P03".equals(e.getSQLState())) {
                    throw e;
                }
                return Fate.WAITS;
            }
            Set<String> gone = witnesses;
            witnesses = Steady.witnesses(witness, locks);
            gone.removeAll(witnesses);
            return gone.isEmpty() ? Fate.UNNOTICED : Fate.NOTICED;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            witness.close();
        }
    }
}
