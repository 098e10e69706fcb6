package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;

@ServerTest
final class OperatorTest {
    @EveryMajor
    void anOperatorKeepsAllOfItsAttributes(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA "my app";
                SET search_path TO "my app";
                CREATE TYPE mood AS ENUM ('a');
                CREATE FUNCTION same(mood, mood) RETURNS boolean LANGUAGE internal IMMUTABLE AS 'enum_eq';
                CREATE FUNCTION other(mood, mood) RETURNS boolean LANGUAGE internal IMMUTABLE AS 'enum_ne';
                CREATE FUNCTION half(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 / 2';
                CREATE OPERATOR === (
                    FUNCTION = same, LEFTARG = mood, RIGHTARG = mood, COMMUTATOR = ===, NEGATOR = !==,
                    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
                CREATE OPERATOR !== (FUNCTION = other, LEFTARG = mood, RIGHTARG = mood, NEGATOR = ===);
                CREATE OPERATOR @/ (FUNCTION = half, RIGHTARG = integer);
                CREATE OPERATOR &&& (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = |||);
                COMMENT ON OPERATOR @/ (NONE, integer) IS 'the half';
                """);

        Operator same = find(catalog, "===", "\"my app\".mood, \"my app\".mood");
        assertThat(same.commutator()).contains("OPERATOR(\"my app\".===)");
        assertThat(same.negator()).contains("OPERATOR(\"my app\".!==)");
        assertThat(same.restriction()).contains("eqsel");
        assertThat(same.joining()).contains("eqjoinsel");
        assertThat(same.hashes() && same.merges()).isTrue();
        Operator half = find(catalog, "@/", "NONE, integer");
        assertThat(half.reference()).isEqualTo("OPERATOR \"my app\".@/ (NONE, integer)");
        assertThat(half.leftType()).isEmpty();
        assertThat(half.head().comment()).contains("the half");
    }

    @EveryMajor
    void aClassKeepsItsMembersAndAFamilyItsLooseOnes(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                SET search_path TO app;
                CREATE FUNCTION compare(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE AS 'btint4cmp';
                CREATE TYPE mood AS ENUM ('a');
                CREATE OPERATOR FAMILY "numbers of" USING btree;
                CREATE OPERATOR CLASS whole FOR TYPE integer USING btree FAMILY "numbers of" AS
                    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
                    FUNCTION 1 compare(integer, integer), FUNCTION 2 btint4sortsupport(internal),
                    FUNCTION 4 btequalimage(oid);
                CREATE OPERATOR CLASS big FOR TYPE bigint USING btree FAMILY "numbers of" AS
                    OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 btint8cmp(bigint, bigint);
                ALTER OPERATOR FAMILY "numbers of" USING btree ADD
                    OPERATOR 1 <(integer, bigint), OPERATOR 1 <(bigint, integer), OPERATOR 5 >(integer, bigint),
                    FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint),
                    FUNCTION 1 (bigint, integer) btint84cmp(bigint, integer);
                CREATE OPERATOR CLASS hashed DEFAULT FOR TYPE app.mood USING hash AS
                    OPERATOR 1 =(anyenum, anyenum), FUNCTION 1 hashenum(anyenum);
                CREATE OPERATOR CLASS near FOR TYPE point USING gist AS
                    OPERATOR 11 >^(point, point), OPERATOR 15 <->(point, point) FOR ORDER BY pg_catalog.float_ops,
                    FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal),
                    FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal),
                    FUNCTION 5 gist_box_penalty(internal, internal, internal),
                    FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal),
                    FUNCTION 8 gist_point_distance(internal, point, smallint, oid, internal), STORAGE box;
                CREATE OPERATOR CLASS words FOR TYPE text[] USING gin AS
                    OPERATOR 1 &&(anyarray, anyarray), FUNCTION 1 bttextcmp(text, text),
                    FUNCTION 2 ginarrayextract(anyarray, internal, internal), STORAGE text;
                CREATE OPERATOR CLASS "empty" FOR TYPE integer USING spgist AS STORAGE integer;
                COMMENT ON OPERATOR CLASS whole USING btree IS 'of whole numbers';
                COMMENT ON OPERATOR FAMILY "numbers of" USING btree IS 'of all';
                """);

        OperatorClass whole = (OperatorClass) find(catalog, ObjectType.OPERATOR_CLASS, "whole", "btree");
        assertThat(whole.family()).isEqualTo("app.\"numbers of\"");
        assertThat(whole.reference()).isEqualTo("OPERATOR CLASS app.whole USING btree");
        assertThat(whole.dependsOn()).extracting(ObjectId::name).contains("compare", "numbers of");
        assertThat(whole.members())
                .extracting(FamilyMember::name)
                .contains("OPERATOR 1 (integer, integer)", "FUNCTION 1 (integer, integer)");
        OperatorFamily numbers = (OperatorFamily) find(catalog, ObjectType.OPERATOR_FAMILY, "numbers of", "btree");
        assertThat(numbers.loose())
                .extracting(FamilyMember::name)
                .contains("OPERATOR 1 (bigint, integer)", "FUNCTION 1 (integer, bigint)")
                .doesNotContain("OPERATOR 1 (integer, integer)");
        OperatorClass near = (OperatorClass) find(catalog, ObjectType.OPERATOR_CLASS, "near", "gist");
        assertThat(near.storage()).contains("box");
        OperatorFamily loose = (OperatorFamily) find(catalog, ObjectType.OPERATOR_FAMILY, "near", "gist");
        assertThat(loose.loose())
                .as("operators of GiST are loose by themselves")
                .extracting(FamilyMember::sortFamily)
                .contains(Optional.of("pg_catalog.float_ops"));
    }

    @EveryMajor
    void membersOfAFamilyAreMadeAfterTheOperatorsThatTheyAre(TestDatabase database) {
        RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                SET search_path TO app;
                CREATE TYPE whole;
                CREATE FUNCTION whole_in(cstring) RETURNS whole LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
                CREATE FUNCTION whole_out(whole) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
                CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer);
                CREATE FUNCTION less(whole, whole) RETURNS boolean LANGUAGE internal IMMUTABLE AS 'int4lt';
                CREATE FUNCTION equal(whole, whole) RETURNS boolean LANGUAGE internal IMMUTABLE AS 'int4eq';
                CREATE FUNCTION compare(whole, whole) RETURNS integer LANGUAGE internal IMMUTABLE AS 'btint4cmp';
                CREATE OPERATOR < (FUNCTION = less, LEFTARG = whole, RIGHTARG = whole);
                CREATE OPERATOR = (FUNCTION = equal, LEFTARG = whole, RIGHTARG = whole, HASHES, MERGES, COMMUTATOR = =);
                CREATE OPERATOR CLASS whole_ops DEFAULT FOR TYPE whole USING btree AS
                    OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 compare(whole, whole);
                CREATE TYPE wholes AS RANGE (subtype = whole);
                CREATE FUNCTION lesser(whole, whole) RETURNS whole LANGUAGE internal IMMUTABLE AS 'int4smaller';
                CREATE AGGREGATE least_whole(whole) (SFUNC = lesser, STYPE = whole, SORTOP = <);
                """);
    }

    @EveryMajor
    void anAccessMethodKeepsItsSortAndHandler(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE ACCESS METHOD "heap ""2" TYPE TABLE HANDLER heap_tableam_handler;
                CREATE SCHEMA app;
                CREATE FUNCTION app.tree(internal) RETURNS index_am_handler LANGUAGE internal AS 'bthandler';
                CREATE ACCESS METHOD tree TYPE INDEX HANDLER app.tree;
                CREATE OPERATOR CLASS app.whole DEFAULT FOR TYPE integer USING tree AS
                    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
                    FUNCTION 1 btint4cmp(integer, integer);
                COMMENT ON ACCESS METHOD tree IS 'a tree';
                """);

        AccessMethod heap = (AccessMethod) catalog.find(ObjectId.of(ObjectType.ACCESS_METHOD, "", "heap \"2"))
                .orElseThrow();
        assertThat(heap.sort()).isEqualTo("TABLE");
        assertThat(heap.handler()).isEqualTo("heap_tableam_handler");
        assertThat(catalog.find(ObjectId.of(ObjectType.ACCESS_METHOD, "", "tree"))
                        .orElseThrow()
                        .dependsOn())
                .extracting(ObjectId::toString)
                .containsExactly("function app.tree(internal)");
    }

    private static Operator find(Catalog catalog, String name, String types) {
        return (Operator) catalog.find(new ObjectId(ObjectType.OPERATOR, "my app", name, types))
                .orElseThrow();
    }

    private static CatalogObject find(Catalog catalog, ObjectType type, String name, String method) {
        return catalog.find(new ObjectId(type, "app", name, method)).orElseThrow();
    }
}
