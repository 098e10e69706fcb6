package dev.belay.core.script;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ScriptTest {
    @ParameterizedTest
    @MethodSource("cuts")
    void cutsAsTheServerWould(String text, List<String> statements) {
        Script script = Script.parse("x.sql", text);

        assertThat(script.executable()).extracting(Statement::sql).isEqualTo(statements);
        assertThat(script.statements().stream().map(Statement::text).collect(joining()))
                .isEqualTo(text);
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                cut(""),
                cut(" \n\t-- nothing\n/* at all */ "),
                cut(";;; ;"),
                cut("SELECT 1", "SELECT 1"),
                cut("SELECT 1;", "SELECT 1"),
                cut("SELECT 1;SELECT 2", "SELECT 1", "SELECT 2"),
                cut("\uFEFFSELECT 1;", "SELECT 1"),
                cut("SELECT 1 -- end;\n;", "SELECT 1"),
                cut("SELECT 1;\r\nSELECT\r\n2;\r\n", "SELECT 1", "SELECT\r\n2"),
                cut("SELECT 1 -- a;\rSELECT 2;", "SELECT 1 -- a;\rSELECT 2"),
                // literals
                cut("SELECT 'a;b'; SELECT 'it''s;';", "SELECT 'a;b'", "SELECT 'it''s;'"),
                cut("SELECT '\\'; SELECT 2;", "SELECT '\\'", "SELECT 2"),
                cut("SELECT E'\\';'; SELECT e'\\\\'; SELECT 3", "SELECT E'\\';'", "SELECT e'\\\\'", "SELECT 3"),
                cut("SELECT E'a'';\\';'; SELECT 2", "SELECT E'a'';\\';'", "SELECT 2"),
                cut("SELECT nameE'\\'; SELECT 2", "SELECT nameE'\\'", "SELECT 2"),
                cut("SELECT U&'\\'; SELECT u&'d\\0061;'", "SELECT U&'\\'", "SELECT u&'d\\0061;'"),
                cut("SELECT B'01', x'F;', N'n;'; SELECT 2", "SELECT B'01', x'F;', N'n;'", "SELECT 2"),
                cut("SELECT 'a;'\n'b;'; SELECT 2", "SELECT 'a;'\n'b;'", "SELECT 2"),
                cut("SELECT E'a' -- c;\n '\\';'; SELECT 2", "SELECT E'a' -- c;\n '\\';'", "SELECT 2"),
                cut("SELECT E'a'\r\n'\\';'; SELECT 2", "SELECT E'a'\r\n'\\';'", "SELECT 2"),
                cut("SELECT E'a' /* no */\n '\\'; SELECT 2", "SELECT E'a' /* no */\n '\\'", "SELECT 2"),
                cut("SELECT E'a' '\\'; SELECT 2", "SELECT E'a' '\\'", "SELECT 2"),
                cut("SELECT :'v', :\"v\", :v; SELECT 2", "SELECT :'v', :\"v\", :v", "SELECT 2"),
                // dollar quotes
                cut("DO $$ a; b $$; SELECT 2", "DO $$ a; b $$", "SELECT 2"),
                cut("DO $a$ $b$;$$;$a$; SELECT 2", "DO $a$ $b$;$$;$a$", "SELECT 2"),
                cut("SELECT $a$ ; $a$ $b$ ; $b$", "SELECT $a$ ; $a$ $b$ ; $b$"),
                cut("SELECT $a$x$b$a$; SELECT 2", "SELECT $a$x$b$a$", "SELECT 2"),
                cut("SELECT $é$;$é$; SELECT 2", "SELECT $é$;$é$", "SELECT 2"),
                cut("SELECT a$$; SELECT b$$", "SELECT a$$", "SELECT b$$"),
                cut("SELECT é$a$; SELECT 2 -- $a$", "SELECT é$a$", "SELECT 2"),
                cut("PREPARE p AS SELECT $1; EXECUTE p(1)", "PREPARE p AS SELECT $1", "EXECUTE p(1)"),
                cut("SELECT $1$a$;$a$; SELECT 2", "SELECT $1$a$;$a$", "SELECT 2"),
                cut("SELECT 1$$;$$; SELECT 2", "SELECT 1$$;$$", "SELECT 2"),
                cut("SELECT 0x1F$$; SELECT $1x$$;", "SELECT 0x1F$$", "SELECT $1x$$"),
                cut("SELECT $A$ $a$ ; $A$; SELECT 2", "SELECT $A$ $a$ ; $A$", "SELECT 2"),
                // names
                cut("SELECT \"a;\"\"b\"; SELECT 2", "SELECT \"a;\"\"b\"", "SELECT 2"),
                cut(
                        "SELECT \"\\\"; SELECT U&\"\\0061;\"; SELECT 3",
                        "SELECT \"\\\"",
                        "SELECT U&\"\\0061;\"",
                        "SELECT 3"),
                cut("SELECT \"it's\"; SELECT '\"'; SELECT 3", "SELECT \"it's\"", "SELECT '\"'", "SELECT 3"),
                cut("SELECT 1 AS 名前;SELECT 2 AS 😀", "SELECT 1 AS 名前", "SELECT 2 AS 😀"),
                // comments and operators
                cut("/* a /* b; */ ; */ SELECT 1; -- x;\nSELECT 2", "SELECT 1", "SELECT 2"),
                cut("SELECT 1 /* ' $$ \" */; SELECT 2", "SELECT 1", "SELECT 2"),
                cut("SELECT 1 -- ' $$ \"\n; SELECT 2", "SELECT 1", "SELECT 2"),
                cut("SELECT 2*/* ; */3; SELECT 2", "SELECT 2*/* ; */3", "SELECT 2"),
                cut("SELECT 2+--;\n3; SELECT 2", "SELECT 2+--;\n3", "SELECT 2"),
                cut("SELECT 2 @-/* ; */ 3; SELECT 2", "SELECT 2 @-/* ; */ 3", "SELECT 2"),
                cut("SELECT 1 /*/ ; */; SELECT 2 /**/; SELECT 3", "SELECT 1", "SELECT 2", "SELECT 3"),
                cut("SELECT 1 /***;***/; SELECT 2", "SELECT 1", "SELECT 2"),
                // nesting
                cut(
                        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT ')'; SELECT 3); SELECT 2",
                        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT ')'; SELECT 3)",
                        "SELECT 2"),
                cut("SELECT 1); SELECT 2", "SELECT 1)", "SELECT 2"));
    }

    @ParameterizedTest
    @MethodSource("atomicBodies")
    void keepsTheBodyOfAFunctionTogether(String function) {
        Script script = Script.parse("x.sql", function + "; SELECT 2;");

        assertThat(script.executable()).extracting(Statement::sql).containsExactly(function, "SELECT 2");
    }

    static Stream<String> atomicBodies() {
        return Stream.of(
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
                "create or replace procedure p() begin atomic insert into t values (1); end",
                "CREATE FUNCTION f() RETURNS int BEGIN /* x */ ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC"
                        + " SELECT CASE CASE WHEN a THEN 1 END WHEN 2 THEN 3 END FROM t; SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT (CASE WHEN a THEN 1 END); SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT t.end, t.begin, 1 AS end, t.case FROM t; SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT \"end\", 'end', $$end$$; SELECT 2; END",
                "CREATE FUNCTION \"begin\"(a int DEFAULT 1) RETURNS int LANGUAGE sql RETURN a",
                "CREATE FUNCTION f(\"begin\" int) RETURNS int LANGUAGE sql AS 'SELECT 1; END'",
                "CREATE SCHEMA s CREATE TABLE t (a int) CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END"
                        + " CREATE VIEW v AS SELECT 1");
    }

    @Test
    void doesNotTakeATransactionForABody() {
        Script script =
                Script.parse("x.sql", "BEGIN; CREATE TABLE atomic (a int); END; SELECT CASE WHEN a THEN 1 END;");

        assertThat(script.executable()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void followsTheSettingThatDecidesWhereALiteralEnds(String before, boolean standard) {
        String literal = standard ? "SELECT '\\'" : "SELECT '\\';'";

        Script script = Script.parse("x.sql", before + ";" + literal + ";SELECT 2");

        assertThat(script.executable()).extracting(Statement::sql).endsWith(literal, "SELECT 2");
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                setting("SET standard_conforming_strings = off", false),
                setting("set Standard_Conforming_Strings to 'OFF'", false),
                setting("SET SESSION standard_conforming_strings = false", false),
                setting("SET LOCAL standard_conforming_strings = 0", false),
                setting("SET /* it */ standard_conforming_strings TO no", false),
                setting("SET standard_conforming_strings = on", true),
                setting("SET standard_conforming_strings = off; SET standard_conforming_strings TO DEFAULT", true),
                setting("SET standard_conforming_strings = off; RESET standard_conforming_strings", true),
                setting("SET standard_conforming_strings = off; RESET ALL", true),
                setting("SET standard_conforming_strings = off; RESET search_path", false),
                setting("SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false)", false),
                setting("SELECT set_config('standard_conforming_strings', 'off', true); COMMIT", true),
                setting("SELECT set_config('search_path', 'off', false)", true),
                setting("BEGIN; SET LOCAL standard_conforming_strings = off", false),
                setting("BEGIN; SET LOCAL standard_conforming_strings = off; COMMIT", true),
                setting("BEGIN; SET standard_conforming_strings = off; COMMIT", false),
                setting("BEGIN; SET standard_conforming_strings = off; ROLLBACK", true),
                setting("BEGIN; SET LOCAL standard_conforming_strings = off; ABORT", true),
                setting("BEGIN; SET standard_conforming_strings = off; ROLLBACK TO x", false),
                setting("SELECT 'SET standard_conforming_strings = off'", true),
                setting("-- SET standard_conforming_strings = off\nSELECT 1", true));
    }

    @Test
    void stepsOverHarmlessPsqlCommands() {
        String text = """
                \\set ON_ERROR_STOP on
                \\timing
                  \\echo 'a; b' \\\\ SELECT 1;
                SELECT 2; \\pset pager off
                -- quiet
                \\set QUIET 1
                \\encoding UTF8
                \\restrict abc
                \\unrestrict abc""";

        Script script = Script.parse("x.sql", text);

        assertThat(script.executable()).extracting(Statement::sql).containsExactly("SELECT 1", "SELECT 2");
        assertThat(script.metaCommands())
                .extracting(Statement::sql)
                .containsExactly(
                        "\\set ON_ERROR_STOP on",
                        "\\timing",
                        "\\echo 'a; b' \\\\",
                        "\\pset pager off",
                        "\\set QUIET 1",
                        "\\encoding UTF8",
                        "\\restrict abc",
                        "\\unrestrict abc");
        assertThat(script.metaCommands()).extracting(Statement::line).containsExactly(1, 2, 3, 4, 6, 7, 8, 9);
        assertThat(script.statements()).extracting(Statement::text).last().isEqualTo("\n\\unrestrict abc");
    }

    @Test
    void namesTheKindOfEachPiece() {
        Script script = Script.parse("x.sql", "\\timing\nSELECT 1;\n;COPY t FROM stdin;\n1\n\\.\n-- end\n");

        assertThat(script.statements())
                .extracting(Statement::kind, Statement::number, Statement::line)
                .containsExactly(
                        tuple(Statement.Kind.META, 0, 1),
                        tuple(Statement.Kind.SQL, 1, 2),
                        tuple(Statement.Kind.BLANK, 0, 2),
                        tuple(Statement.Kind.COPY, 2, 3),
                        tuple(Statement.Kind.BLANK, 0, 6));
    }

    @Test
    void isAValue() {
        Script script = Script.parse("x.sql", 7, "SELECT 1;");

        assertThat(script).isEqualTo(Script.parse("x.sql", 7, "SELECT 1;")).hasToString("x.sql (1 statements)");
        assertThat(script).isNotEqualTo(Script.parse("x.sql", "SELECT 1;"));
        assertThat(script.name()).isEqualTo("x.sql");
        assertThat(script.firstLine()).isEqualTo(7);
        assertThat(script.text()).isEqualTo("SELECT 1;");
    }

    private static Arguments cut(String text, String... statements) {
        return Arguments.of(text, List.of(statements));
    }

    private static Arguments setting(String before, boolean standard) {
        return Arguments.of(before, standard);
    }
}
