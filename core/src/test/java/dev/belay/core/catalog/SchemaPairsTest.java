package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Schemas as they follow one another in practice: the statements make of the one the other, and back again, but for what
 * they say of themselves that it is not written down.
 */
@ServerTest
final class SchemaPairsTest {
    /** As the command line does unless it is told otherwise: a new column comes last. */
    private static final Described.Aspect ORDER = Described.Aspect.COLUMN_ORDER;

    @EveryMajor(ends = true)
    void eachStateBecomesTheOther(TestDatabase database) {
        Roles roles = new Roles(database, "ann", "bob");
        int major = Integer.parseInt(database.query("SHOW server_version_num").get(0)) / 10_000;
        SoftAssertions softly = new SoftAssertions();
        try {
            for (SchemaPair pair : SchemaPair.all()) {
                if (pair.major() <= major) {
                    becomeEachOther(pair, database, roles, softly);
                }
            }
        } finally {
            roles.drop();
        }
        softly.assertAll();
    }

    @Test
    void eachStateIsAnother() {
        assertThat(SchemaPair.all())
                .hasSizeGreaterThan(25)
                .allSatisfy(pair -> assertThat(pair.before()).isNotEqualTo(pair.after()));
    }

    private static void becomeEachOther(SchemaPair pair, TestDatabase database, Roles roles, SoftAssertions softly) {
        try (TestDatabase one = fresh(database, "_one", roles, pair.before());
                TestDatabase other = fresh(database, "_other", roles, pair.after())) {
            Catalog before = RoundTrip.read(one);
            Catalog after = RoundTrip.read(other);
            SchemaChanges there = Rebuilding.changes(before, after, ORDER);
            SchemaChanges back = Rebuilding.changes(after, before, ORDER);

            softly.assertThatCode(() -> Rebuilding.run(one, there))
                    .as(pair.name())
                    .doesNotThrowAnyException();
            softly.assertThatCode(() -> Rebuilding.run(other, back))
                    .as(pair.name() + ", back")
                    .doesNotThrowAnyException();

            softly.assertThat(Rebuilding.wrong(one, after, there, ORDER))
                    .as(pair.name())
                    .isEmpty();
            softly.assertThat(Rebuilding.wrong(other, before, back, ORDER))
                    .as(pair.name() + ", back")
                    .isEmpty();
            assertThatNothingElseIsUnsaid(pair, there, back, softly);
        }
    }

    private static TestDatabase fresh(TestDatabase beside, String suffix, Roles roles, String sql) {
        TestDatabase made = new TestDatabase(beside.server(), beside.name() + suffix, beside.user(), beside.password());
        beside.server().execute("CREATE DATABASE " + made.name());
        RoundTrip.load(made, roles.in(sql));
        return made;
    }

    private static void assertThatNothingElseIsUnsaid(
            SchemaPair pair, SchemaChanges there, SchemaChanges back, SoftAssertions softly) {
        List<String> told = new ArrayList<>(
                Stream.concat(lines("=> ", there), lines("<= ", back)).toList());
        for (String begin : pair.unsaid()) {
            softly.assertThat(told.removeIf(line -> line.startsWith(begin)))
                    .as(pair.name() + " says " + begin)
                    .isTrue();
        }
        softly.assertThat(told).as(pair.name()).isEmpty();
    }

    private static Stream<String> lines(String direction, SchemaChanges changes) {
        return changes.unsaid().stream().map(one -> direction + one.object() + ": " + one.why());
    }
}
