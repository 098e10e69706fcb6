package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;

@ServerTest
final class TextSearchTest {
    @EveryMajor
    void textSearchObjectsKeepAllOfTheirAttributes(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE FUNCTION app.begin(internal, integer) RETURNS internal LANGUAGE internal AS 'prsd_start';
                CREATE TEXT SEARCH PARSER app."words ""of" (
                    START = app.begin, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline,
                    LEXTYPES = prsd_lextype);
                CREATE TEXT SEARCH PARSER app.bare (
                    START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
                CREATE TEXT SEARCH TEMPLATE app.easy (INIT = dsimple_init, LEXIZE = dsimple_lexize);
                CREATE TEXT SEARCH TEMPLATE app.bare (LEXIZE = dsimple_lexize);
                CREATE TEXT SEARCH DICTIONARY app."my words" (
                    TEMPLATE = app.easy, STOPWORDS = 'english', ACCEPT = false);
                CREATE TEXT SEARCH DICTIONARY app.bare (TEMPLATE = app.bare);
                CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = app."words ""of");
                ALTER TEXT SEARCH CONFIGURATION app.search
                    ADD MAPPING FOR word, asciiword WITH app."my words", english_stem, simple;
                ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR float, "int" WITH simple;
                CREATE TEXT SEARCH CONFIGURATION app."empty" (PARSER = app.bare);
                CREATE TEXT SEARCH CONFIGURATION app.copied (COPY = pg_catalog.german);
                COMMENT ON TEXT SEARCH PARSER app.bare IS 'p';
                COMMENT ON TEXT SEARCH TEMPLATE app.bare IS 't';
                COMMENT ON TEXT SEARCH DICTIONARY app.bare IS 'd';
                COMMENT ON TEXT SEARCH CONFIGURATION app."empty" IS 'c';
                """);

        TextSearchConfiguration search =
                (TextSearchConfiguration) find(catalog, ObjectType.TEXT_SEARCH_CONFIGURATION, "search");
        assertThat(search.parser()).isEqualTo("app.\"words \"\"of\"");
        assertThat(search.mappings())
                .contains(
                        new TextSearchConfiguration.Mapping(
                                "asciiword", List.of("app.\"my words\"", "english_stem", "simple")),
                        new TextSearchConfiguration.Mapping("int", List.of("simple")));
        TextSearchDictionary words =
                (TextSearchDictionary) find(catalog, ObjectType.TEXT_SEARCH_DICTIONARY, "my words");
        assertThat(words.template()).isEqualTo("app.easy");
        assertThat(words.options()).contains("stopwords = 'english', accept = 'false'");
        TextSearchParser bare = (TextSearchParser) find(catalog, ObjectType.TEXT_SEARCH_PARSER, "bare");
        assertThat(bare.headline()).isEmpty();
        TextSearchTemplate easy = (TextSearchTemplate) find(catalog, ObjectType.TEXT_SEARCH_TEMPLATE, "easy");
        assertThat(easy.initialize()).contains("dsimple_init");
    }

    private static CatalogObject find(Catalog catalog, ObjectType type, String name) {
        return catalog.find(ObjectId.of(type, "app", name)).orElseThrow();
    }
}
