package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class ConversionTest {
    @EveryMajor
    void aConversionKeepsItsEncodingsAndItsFunction(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE FUNCTION app.to_latin(integer, integer, cstring, internal, integer, boolean) RETURNS integer
                    LANGUAGE c STRICT AS '$libdir/utf8_and_iso8859_1', 'utf8_to_iso8859_1';
                CREATE DEFAULT CONVERSION app."to ""latin" FOR 'UTF8' TO 'LATIN1' FROM app.to_latin;
                CREATE CONVERSION app.plain FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
                COMMENT ON CONVERSION app.plain IS 'back';
                """);

        Conversion latin = find(catalog, "to \"latin");
        assertThat(latin.standard()).isTrue();
        assertThat(latin.source()).isEqualTo("UTF8");
        assertThat(latin.target()).isEqualTo("LATIN1");
        assertThat(latin.function()).isEqualTo("app.to_latin");
        assertThat(find(catalog, "plain").standard()).isFalse();
    }

    private static Conversion find(Catalog catalog, String name) {
        return (Conversion)
                catalog.find(ObjectId.of(ObjectType.CONVERSION, "app", name)).orElseThrow();
    }
}
