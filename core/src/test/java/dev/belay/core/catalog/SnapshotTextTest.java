package dev.belay.core.catalog;

import static dev.belay.core.catalog.Sample.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotTextTest {
    private static final Described SCHEMA = Described.of(new Catalog(
            15,
            List.of(
                    Sample.of("users", field("email", "text")).labelled("a", "b"),
                    Thing.of(ObjectId.of(ObjectType.SCHEMA, "", "app")),
                    Thing.of(new ObjectId(ObjectType.FUNCTION, "app", "total", "integer, \"odd\nname\"")))));

    @Test
    void aSnapshotReadsLikeTheSchema() {
        assertThat(SnapshotText.of(SCHEMA))
                .isEqualTo("belay schema snapshot 1\n"
                        + "fingerprint " + Fingerprint.of(SCHEMA) + "\n"
                        + "checksum " + Fingerprint.exactly(SCHEMA).hex() + "\n"
                        + """

                        schema app

                        function app.total of "integer, ""odd\\nname\""\"

                        table app.users
                          column email: type = text
                          fill factor = 100
                          kind = foreign table
                          labels =
                            |a
                            |b
                          order of columns = email
                        """);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(SnapshotText.read("schema.txt", SnapshotText.of(SCHEMA))).isEqualTo(SCHEMA);
    }

    @Test
    void anySchemaIsReadBack() {
        for (int seed = 0; seed < 300; seed++) {
            Described schema = random(new Random(seed));

            assertThat(SnapshotText.read("x", SnapshotText.of(schema)))
                    .as("seed %d", seed)
                    .isEqualTo(schema);
        }
    }

    @Test
    void aSnapshotComparesLikeTheCatalogItCameFrom() {
        Described kept = SnapshotText.read("x", SnapshotText.of(SCHEMA));
        Described now = Described.of(new Catalog(15, List.of(Sample.of("users", field("email", "citext")))));

        assertThat(SchemaDiff.of(kept, now)).isEqualTo(SchemaDiff.of(SCHEMA, now));
        assertThat(SchemaDiff.of(kept, now).lines()).contains("table app.users: column email: type: text → citext");
    }

    @Test
    void lineEndsOfTwoCharactersAreReadToo() {
        assertThat(SnapshotText.read("x", SnapshotText.of(SCHEMA).replace("\n", "\r\n")))
                .isEqualTo(SCHEMA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "belay schema snapshot 1; belay schema snapshot 2; 1; the format '2' is not known",
                "belay schema snapshot 1; hello; 1; is expected",
                "fingerprint pg15:; fingerprint 15:; 2; a fingerprint is expected",
                "checksum ; checksum 0; 3; the checksum is not",
                "schema app; shema app; 5; the name of an object",
                "schema app; table app.users; 9; the object is there twice",
                "= text; = citext; 3; the checksum is not",
                "= text; text; 10; a fact is expected",
                "fill factor = 100; column email: type = 100; 11; the fact is there twice",
                "    |b; b; 15; a fact is expected",
                "    |a; a; 14; a line of the value is expected",
                "    |b;     |c; 3; the checksum is not",
                "table app.users; ''; 10; before its facts",
            })
    void aDamagedFileIsRefusedWithTheLine(String from, String to, int line, String message) {
        String text = SnapshotText.of(SCHEMA).replace(from, to == null ? "" : to);

        assertThatThrownBy(() -> SnapshotText.read("schema.txt", text))
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("schema.txt:" + line + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void aFingerprintOfAnotherSchemaIsRefused() {
        String text = SnapshotText.of(SCHEMA);
        String fingerprint = Fingerprint.of(SCHEMA).hex();
        String other = (fingerprint.startsWith("0") ? "1" : "0") + fingerprint.substring(1);

        assertThatThrownBy(() -> SnapshotText.read("x", text.replace(fingerprint, other)))
                .isInstanceOf(BelayException.class)
                .hasMessage("x:2: not a snapshot of a schema: the fingerprint is not that of the objects below");
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        String text = SnapshotText.of(SCHEMA);

        for (int length = 0; length < text.length() - 1; length++) {
            String some = text.substring(0, length);
            assertThatThrownBy(() -> SnapshotText.read("x", some)).isInstanceOf(BelayException.class);
        }
    }

    private static Described random(Random random) {
        SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        ObjectType[] types = ObjectType.values();
        for (int i = random.nextInt(8); i > 0; i--) {
            SortedMap<String, String> facts = new TreeMap<>();
            for (int j = random.nextInt(8); j > 0; j--) {
                facts.put("column " + text(random) + ": x", text(random));
            }
            ObjectId id = new ObjectId(
                    types[random.nextInt(types.length)],
                    random.nextBoolean() ? "" : "s" + text(random),
                    "n" + text(random),
                    random.nextBoolean() ? "" : "q" + text(random));
            objects.put(id, facts);
        }
        return new Described(14 + random.nextInt(5), objects);
    }

    private static String text(Random random) {
        String alphabet = "ab .=:\"\\|\n\r\t\u0001enr \u00e4\u20ac\ud83d\ude00";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
            text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }
}
