package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import org.junit.jupiter.api.Assumptions;

/** Says for which major versions the texts of {@code pg_dump} are compared, here and wherever something is copied. */
@ServerTest
final class LiteralEqualityTest {
    @EveryMajor
    void pgDumpSaysOfACopyOfSomethingOfEverythingWhatItSaysOfTheOriginal(TestDatabase database) {
        Assumptions.assumeTrue(
                StockDump.canRead(database),
                () -> "gate not run: there is no pg_dump for PostgreSQL "
                        + database.server().major() + "; install one, or name it in BELAY_PG_DUMP");
        Roles roles = new Roles(database, "ann", "bob");
        try {
            RoundTrip.copiesFaithfully(database, roles.in(SingleChange.resource("single-changes.sql")));

            assertThat(StockDump.schema(database).lines()).hasSizeGreaterThan(300);
        } finally {
            database.execute(roles.in("DROP OWNED BY {ann}, {bob}"));
            roles.drop();
        }
    }
}
