package dev.belay.core.catalog;

import static dev.belay.core.catalog.Sample.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    @Test
    void equalSchemasHaveOneFingerprintInWhateverOrderTheyWereMade() {
        Sample a = Sample.of("a", field("x", "int"));
        Sample b = Sample.of("b");

        assertThat(Fingerprint.of(described(15, a, b))).isEqualTo(Fingerprint.of(described(15, b, a)));
        assertThat(Fingerprint.of(described(15, a))).isNotEqualTo(Fingerprint.of(described(15, a, b)));
    }

    @Test
    void theFingerprintOfASchemaNeverChanges() {
        assertThat(Fingerprint.of(described(15, Sample.of("a", field("x", "int")))))
                .hasToString("pg15:30ef07acd08b717e1ad40230f425bdbc37f00c22d00f4cf098aadbd229da4d46");
    }

    @Test
    void theOrderOfColumnsCountsOnlyWhenAsked() {
        Described one = described(15, Sample.of("t", field("a", "int"), field("b", "int")));
        Described other = described(15, Sample.of("t", field("b", "int"), field("a", "int")));

        assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other));
        assertThat(Fingerprint.exactly(one)).isNotEqualTo(Fingerprint.exactly(other));
    }

    @Test
    void everyFactCounts() {
        Described one = described(15, Sample.of("t", field("a", "int")));
        Described other = described(15, Sample.of("t", field("a", "text")));

        assertThat(Fingerprint.of(one)).isNotEqualTo(Fingerprint.of(other));
        assertThat(Fingerprint.of(one.without(Set.of(Described.Aspect.OWNERS)))).isEqualTo(Fingerprint.of(one));
    }

    @Test
    void itCarriesTheMajorVersion() {
        assertThat(Fingerprint.of(described(15))).isNotEqualTo(Fingerprint.of(described(16)));
        assertThat(Fingerprint.of(described(18)).toString()).startsWith("pg18:");
    }

    @Test
    void factsThatAreJoinedDifferentlyAreDifferent() {
        assertThat(Fingerprint.of(facts("a", "bc"))).isNotEqualTo(Fingerprint.of(facts("ab", "c")));
    }

    @Test
    void eachObjectHasItsOwn() {
        SortedMap<ObjectId, String> one = Fingerprint.objects(described(15, Sample.of("a"), Sample.of("b")));
        SortedMap<ObjectId, String> other =
                Fingerprint.objects(described(15, Sample.of("a"), Sample.of("b", field("x", "int"))));

        ObjectId a = Thing.id(ObjectType.TABLE, "a");
        ObjectId b = Thing.id(ObjectType.TABLE, "b");
        assertThat(one).containsEntry(a, other.getOrDefault(a, ""));
        assertThat(one.get(b)).isNotEqualTo(other.get(b));
    }

    @Test
    void itsTextIsReadBack() {
        Fingerprint fingerprint = Fingerprint.of(described(15, Sample.of("a")));

        assertThat(Fingerprint.parse(fingerprint.toString())).contains(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pg15:", "pg15:abc", "15:" + HEX, "pg15:" + HEX + "0", "pg015:" + HEX})
    void whatIsNoFingerprintIsNotRead(String text) {
        assertThat(Fingerprint.parse(text)).isEmpty();
    }

    private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static Described described(int major, CatalogObject... objects) {
        return Described.of(new Catalog(major, Arrays.asList(objects)));
    }

    private static Described facts(String name, String value) {
        SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        objects.put(Thing.id(ObjectType.TABLE, "t"), new TreeMap<>(Map.of(name, value)));
        return new Described(15, objects);
    }
}
