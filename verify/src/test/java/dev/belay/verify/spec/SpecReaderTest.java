package dev.belay.verify.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpecReaderTest {
    private static Spec read(String text) {
        return SpecReader.read("verify.yaml", text, Path.of("."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tabels: {} | there is no key \"tabels\" | did you mean \"tables\"?",
                "tables: {a: {colums: {}}} | there is no key \"tables.a.colums\" | did you mean \"columns\"?",
                "tables: {a: {columns: {id: {tpye: int}}}} | there is no key \"tables.a.columns.id.tpye\""
                        + " | did you mean \"type\"?",
                "tables: {a: {mode: exakt}} | \"tables.a.mode\" cannot be \"exakt\" | did you mean \"exact\"?",
                "tables: {a: {rows: many}} | \"tables.a.rows\" must be a whole number, not \"many\" | write digits only",
                "functions: {f: {}} | \"functions.f\" needs the types of its arguments"
                        + " | write \"f(integer, text)\", or ()",
                "health: {except: [invalid-indexes]} | \"health.except\" cannot be \"invalid-indexes\""
                        + " | did you mean \"invalid-index\"?",
                "accept: [{check: blot, object: a, reason: b}] | \"accept.check\" cannot be \"blot\" | did you mean \"bloat\"?",
                "accept: [{check: bloat, object: a}] | \"accept\" needs \"reason\" | add reason: …",
                "rejects: [{sql: x, sqlstat: 1}] | there is no key \"rejects.sqlstat\" | did you mean \"sqlstate\"?",
            })
    void whatNobodyKnowsIsAnErrorWithItsLine(String line, String message, String hint) {
        assertThatThrownBy(() -> read("version: 1\n" + line + "\n"))
                .isInstanceOf(BelayException.class)
                .hasMessage("verify.yaml:2: " + message)
                .hasFieldOrPropertyWithValue("hint", hint);
    }

    @Test
    void theDocumentedSpecIsUnderstood(@TempDir Path folder) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("belay.root"), "docs", "verify.md"));
        String example =
                page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml\n")));
        Files.createDirectory(folder.resolve("seed"));
        Files.writeString(folder.resolve("seed/countries.csv"), "code,name\n");

        Spec spec = SpecReader.read("verify.md", example, folder);

        assertThat(spec.needsScratch()).isTrue();
        assertThat(spec.needsHistory()).isTrue();
        assertThat(spec.expectations()).hasSizeGreaterThan(40);
    }

    @Test
    void theVersionMustBeSaid() {
        for (String text : List.of("tables: {}", "", "---\n", "# nothing\n")) {
            assertThatThrownBy(() -> read(text)).hasMessage("verify.yaml:1: the file must say version: 1");
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldWithTheReason(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), "version: 1 # \u00e4".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> SpecReader.read("none.yaml", folder.resolve("none.yaml")))
                .hasMessage("cannot read the spec \"none.yaml\": there is no such file");
        assertThatThrownBy(() -> SpecReader.read("latin.yaml", latin))
                .hasMessage("cannot read the spec \"latin.yaml\": it is not UTF-8");
        assertThatThrownBy(() -> SpecReader.read("a folder", folder))
                .hasMessage("cannot read the spec \"a folder\"")
                .hasFieldOrPropertyWithValue("hint", "is it a file that you may read?");
    }

    @Test
    void listsOfListsOfListsAreRefusedAtOnce() {
        assertThatThrownBy(() -> read("""
                version: 1
                tables:
                  a: {data: {none: &a [x, x]}}
                  b: {data: {none: &b [*a, *a]}}
                """))
                .hasMessage("verify.yaml:3: \"tables.b.data.none\" must be a single value and not a list");
    }

    @Test
    void whatMustBeTriedAsksForAScratch() {
        assertThat(read("version: 1\nrejects: [{sql: x}]").needsScratch()).isTrue();
        assertThat(read("version: 1\ntables: {a: {}}").needsScratch()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int|integer",
                "varchar(20)|character varying(20)",
                "VARCHAR( 20 )|character varying(20)",
                "timestamptz|timestamp with time zone",
                "timestamptz(3)|timestamp(3) with time zone",
                "timestamp|timestamp without time zone",
                "numeric(10, 2)|numeric(10,2)",
                "text[]|text[]",
                "mood|app.mood",
                "char|character(1)",
                "\"Odd\"|app.\"Odd\"",
            })
    void typesHaveTheNamesThatPeopleUse(String written, String printed) {
        assertThat(SqlText.type(written, "app")).isEqualTo(SqlText.type(printed, "app"));
    }

    @Test
    void textIsTheSameWhereOnlyItsFormDiffers() {
        assertThat(SqlText.same("a  >  0 AND b", "((a > 0 and b))", "app")).isTrue();
        assertThat(SqlText.same("btree (a,b)", "btree (a, b)", "app")).isTrue();
        assertThat(SqlText.same("btree (a) WHERE b > 1::numeric", "btree (a) WHERE (b > (1)::numeric)", "app"))
                .isTrue();
        assertThat(SqlText.same("length(a::text)", "length((a)::text)", "app")).isTrue();
        assertThat(SqlText.same("(a + b)::text", "a + b::text", "app")).isFalse();
        assertThat(SqlText.same("f(x)", "app.f(x)", "app")).isTrue();
        assertThat(SqlText.same("'A  b'", "'a b'", "app")).isFalse();
        assertThat(SqlText.same("(a + b) * (c)", "a + b * c", "app")).isFalse();
        assertThat(SqlText.sameValue("'free'", "'free'::character varying", "app"))
                .isTrue();
        assertThat(SqlText.sameValue("'fre'", "'free'::character varying", "app"))
                .isFalse();
    }
}
