package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class LanguageTest {
    @EveryMajor
    void aLanguageKeepsItsFunctionsAndWhetherItIsTrusted(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE FUNCTION app.handler() RETURNS language_handler LANGUAGE c
                    AS '$libdir/plpgsql', 'plpgsql_call_handler';
                CREATE FUNCTION app.inline(internal) RETURNS void LANGUAGE c
                    AS '$libdir/plpgsql', 'plpgsql_inline_handler';
                CREATE FUNCTION app.validator(oid) RETURNS void LANGUAGE c
                    AS '$libdir/plpgsql', 'plpgsql_validator';
                CREATE TRUSTED LANGUAGE "my ""lang" HANDLER app.handler INLINE app.inline VALIDATOR app.validator;
                CREATE LANGUAGE bare HANDLER app.handler;
                CREATE FUNCTION app.spoken() RETURNS integer LANGUAGE "my ""lang" AS 'BEGIN RETURN 1; END';
                COMMENT ON LANGUAGE bare IS 'for few';
                """);

        Language mine = find(catalog, "my \"lang");
        assertThat(mine.trusted()).isTrue();
        assertThat(mine.handler()).isEqualTo("app.handler");
        assertThat(mine.inline()).contains("app.inline");
        assertThat(mine.validator()).contains("app.validator");
        Language bare = find(catalog, "bare");
        assertThat(bare.trusted()).isFalse();
        assertThat(bare.inline()).isEmpty();
    }

    private static Language find(Catalog catalog, String name) {
        return (Language)
                catalog.find(ObjectId.of(ObjectType.LANGUAGE, "", name)).orElseThrow();
    }
}
