package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;

@ServerTest
final class CastTest {
    @EveryMajor
    void castsAreCopiedWithMethodAndContext(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE "My ""row" (a int);
                CREATE FUNCTION "to ü"(boolean, int, boolean) RETURNS point LANGUAGE sql AS 'SELECT point(0, 0)';
                CREATE FUNCTION from_row("My ""row") RETURNS text LANGUAGE sql AS 'SELECT ''x''';
                CREATE CAST (boolean AS point) WITH FUNCTION "to ü"(boolean, int, boolean) AS ASSIGNMENT;
                CREATE CAST ("My ""row" AS text) WITH FUNCTION from_row("My ""row") AS IMPLICIT;
                CREATE CAST (point AS interval) WITH INOUT;
                CREATE CAST (oid AS date) WITHOUT FUNCTION;
                CREATE CAST (character varying AS date) WITH INOUT AS ASSIGNMENT;
                COMMENT ON CAST (boolean AS point) IS 'why not';
                """);

        Cast toPoint = (Cast) catalog.find(ObjectId.of(ObjectType.CAST, "", "boolean AS point"))
                .orElseThrow();
        assertThat(toPoint.function()).contains("public.\"to ü\"(boolean,integer,boolean)");
        assertThat(toPoint.context()).isEqualTo("ASSIGNMENT");
        assertThat(toPoint.dependsOn()).hasSize(1);
        assertThat(toPoint.drop()).isEqualTo("DROP CAST (boolean AS point);\n");
        Cast stored = (Cast)
                catalog.find(ObjectId.of(ObjectType.CAST, "", "oid AS date")).orElseThrow();
        assertThat(stored.function()).isEqualTo(Optional.empty());
        assertThat(stored.throughText()).isFalse();
        assertThat(stored.context()).isEqualTo("EXPLICIT");
    }

    @EveryMajor
    void aRangeTypeBringsItsCastToTheMultirange(TestDatabase database) {
        database.execute("CREATE TYPE span AS RANGE (subtype = time)");

        assertThat(RoundTrip.read(database).objects().keySet()).noneMatch(id -> id.type() == ObjectType.CAST);
    }
}
