package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

@ServerTest
final class DropTest {
    @EveryMajor
    void everyObjectCanBeDroppedByWhatItSaysOfItself(TestDatabase database) {
        RoundTrip.load(database, """
                CREATE SCHEMA "the app";
                SET search_path TO "the app";
                CREATE TYPE mood AS ENUM ('a');
                CREATE TYPE pair AS (a mood, b integer);
                CREATE TYPE "ra nge" AS RANGE (subtype = integer);
                CREATE TYPE shell;
                CREATE DOMAIN "do main" AS mood CHECK (VALUE > 'a');
                CREATE FUNCTION "f n"(a "do main", OUT b integer, VARIADIC c text[]) LANGUAGE sql AS 'SELECT 1';
                CREATE PROCEDURE "p c"(IN a mood, OUT b integer) LANGUAGE sql AS 'SELECT 1';
                CREATE PROCEDURE "p c"(OUT b mood) LANGUAGE sql AS $$ SELECT 'a'::"the app".mood $$;
                CREATE AGGREGATE "count"(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
                CREATE AGGREGATE share(double precision ORDER BY double precision) (
                    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_cont_float8_final);
                CREATE OPERATOR @/ (FUNCTION = int4abs, RIGHTARG = integer);
                CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = integer);
                CREATE OPERATOR FAMILY "fa mily" USING btree;
                CREATE OPERATOR CLASS "cl ass" FOR TYPE integer USING btree FAMILY "fa mily" AS
                    OPERATOR 3 ===, FUNCTION 1 btint4cmp(integer, integer);
                CREATE ACCESS METHOD "he ap" TYPE TABLE HANDLER heap_tableam_handler;
                CREATE FUNCTION handler() RETURNS language_handler LANGUAGE c
                    AS '$libdir/plpgsql', 'plpgsql_call_handler';
                CREATE LANGUAGE "lan guage" HANDLER handler;
                CREATE FUNCTION from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';
                CREATE TRANSFORM FOR mood LANGUAGE "lan guage" (FROM SQL WITH FUNCTION from_sql(internal));
                CREATE COLLATION "col lation" (LOCALE = 'C');
                CREATE CONVERSION "con version" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
                CREATE TEXT SEARCH PARSER "par ser" (
                    START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
                CREATE TEXT SEARCH TEMPLATE "temp late" (LEXIZE = dsimple_lexize);
                CREATE TEXT SEARCH DICTIONARY "dic tionary" (TEMPLATE = "temp late");
                CREATE TEXT SEARCH CONFIGURATION "con figuration" (PARSER = "par ser");
                """);
        List<Creation> creations = new ArrayList<>(Creations.of(RoundTrip.read(database)));
        Collections.reverse(creations);

        creations.stream()
                .filter(creation -> !creation.object().name().equals("public"))
                .map(Creation::drop)
                .filter(drop -> !drop.isEmpty())
                .forEach(drop -> RoundTrip.load(database, drop));

        assertThat(RoundTrip.read(database).objects().keySet())
                .extracting(ObjectId::toString)
                .containsExactly("schema public");
    }
}
