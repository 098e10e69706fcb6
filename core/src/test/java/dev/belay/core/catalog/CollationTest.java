package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;

@ServerTest
final class CollationTest {
    @EveryMajor
    void aCollationKeepsItsProviderLocaleAndRules(TestDatabase database) {
        int major = database.server().major();
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE COLLATION app.bytes (LOCALE = 'C');
                CREATE COLLATION app.mixed (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
                CREATE COLLATION app."German ""phone" (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
                CREATE COLLATION app.blind (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
                COMMENT ON COLLATION app.blind IS 'to case';
                """ + (major < 16 ? "" : """
                CREATE COLLATION app.ruled (PROVIDER = icu, LOCALE = 'und', RULES = '&a < ''b''');
                """) + (major < 17 ? "" : """
                CREATE COLLATION app.own (PROVIDER = builtin, LOCALE = 'C.UTF-8');
                """));

        assertThat(find(catalog, "bytes").locale()).contains("C");
        Collation mixed = find(catalog, "mixed");
        assertThat(mixed.locale()).isEmpty();
        assertThat(mixed.collate()).contains("C");
        assertThat(mixed.characterType()).contains("POSIX");
        Collation blind = find(catalog, "blind");
        assertThat(blind.provider()).isEqualTo("icu");
        assertThat(blind.deterministic()).isFalse();
        assertThat(blind.locale()).contains("und-u-ks-level2");
        if (major >= 16) {
            assertThat(find(catalog, "ruled").rules()).contains("&a < 'b'");
        }
        if (major >= 17) {
            assertThat(find(catalog, "own").provider()).isEqualTo("builtin");
            assertThat(find(catalog, "own").locale()).contains("C.UTF-8");
        }
    }

    @EveryMajor
    void theVersionOfALibraryIsNoPartOfACollation(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(
                database, "CREATE COLLATION old (PROVIDER = icu, LOCALE = 'en', VERSION = '1')");

        assertThat(((Collation) catalog.find(ObjectId.of(ObjectType.COLLATION, "public", "old"))
                                .orElseThrow())
                        .locale())
                .isEqualTo(Optional.of("en"));
    }

    @EveryMajor
    void collationsOfOtherEncodingsAreLeftOut(TestDatabase database) {
        RoundTrip.load(database, """
                CREATE SCHEMA app;
                CREATE COLLATION app.twice (LOCALE = 'C');
                INSERT INTO pg_catalog.pg_collation
                SELECT (jsonb_populate_record(c, jsonb_build_object('oid', 999999, 'collencoding', 8))).*
                FROM pg_catalog.pg_collation c WHERE collname = 'twice';
                """);

        assertThat(RoundTrip.read(database).objects()).containsKey(ObjectId.of(ObjectType.COLLATION, "app", "twice"));
    }

    private static Collation find(Catalog catalog, String name) {
        return (Collation)
                catalog.find(ObjectId.of(ObjectType.COLLATION, "app", name)).orElseThrow();
    }
}
