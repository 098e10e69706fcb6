package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What the server words anew after a reload is no difference: else no copy would ever be equal. */
@ServerTest
final class RewordingTest {
    @EveryMajor
    void aListOfValuesIsTheSameAfterAReload(TestDatabase source) {
        RoundTrip.load(source, """
                CREATE TABLE job (
                    state varchar(20) CHECK (state IN ('new', 'it''s "done"', 'a, b')),
                    kind varchar NOT NULL DEFAULT 'x' CHECK (kind NOT IN ('y', 'z')),
                    only_one varchar CHECK (only_one IN ('one')));
                CREATE INDEX ON job (kind) WHERE state IN ('new', 'old');
                CREATE VIEW busy AS SELECT * FROM job WHERE state IN ('new', 'old');
                CREATE POLICY p ON job USING (kind IN ('a', 'b'));
                CREATE DOMAIN colour AS varchar CHECK (VALUE IN ('red', 'green'));
                """);
        Catalog original = RoundTrip.read(source);
        try (TestDatabase target = source.server().createDatabase()) {
            RoundTrip.load(target, SchemaScript.of(original));
            Catalog copy = RoundTrip.read(target);

            assertThat(SchemaScript.of(copy)).as("the server words it anew").isNotEqualTo(SchemaScript.of(original));
            assertThat(SchemaDiff.of(Described.of(original), Described.of(copy)).isEmpty())
                    .isTrue();
            assertThat(Fingerprint.of(Described.of(copy))).isEqualTo(Fingerprint.of(Described.of(original)));
        }
    }

    @Test
    void anotherValueIsAnotherText() {
        String one = "ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])";
        String other = "ANY ((ARRAY['a'::character varying, 'c'::character varying])::text[])";

        assertThat(Rewording.settled(one))
                .isEqualTo("ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])")
                .isEqualTo(Rewording.settled(Rewording.settled(one)))
                .isNotEqualTo(Rewording.settled(other));
    }
}
