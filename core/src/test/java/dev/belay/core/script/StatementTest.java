package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTest {
    @Test
    void countsLinesFromTheLineOfItsFile() {
        Script script = Script.parse("x.sql", 10, "-- a\r\n\r\nSELECT 1;\r\n/* b\n */ SELECT\n 2;\rSELECT 3;");

        assertThat(script.executable()).extracting(Statement::line).containsExactly(12, 14, 16);
        assertThat(script.executable().get(1).location()).isEqualTo("x.sql:14");
    }

    @ParameterizedTest
    @CsvSource({"-5,3", "0,3", "1,3", "8,3", "9,4", "12,4", "14,5", "99,5"})
    void findsTheLineOfAnErrorByCharactersNotCodeUnits(int position, int line) {
        Statement statement = one("\n-- 😀\nSELECT\t\n'😀',\n x;");

        assertThat(statement.sql().codePointCount(0, statement.sql().length())).isEqualTo(15);
        assertThat(statement.lineAt(position)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            SELECT   1 ,|| 2 -- c|FROM t      # 80 # SELECT 1 , 2 FROM t
            /* x */ SELECT/* y */1            # 80 # SELECT 1
            SELECT 'a  |  b'                  # 80 # SELECT 'a b'
            CREATE TABLE long_name (a int)    # 12 # CREATE TABL…
            CREATE TABLE long_name (a int)    # 14 # CREATE TABLE…
            CREATE TABLE t                    # 14 # CREATE TABLE t
            SELECT '😀😀😀'                    # 10 # SELECT '😀…
            SELECT 1                          # 1  # …
            CREATE ROLE r LOGIN PASSWORD 'x'  # 80 # CREATE ROLE r LOGIN PASSWORD '***'
            ALTER ROLE r PASSWORD /* ? */ E'x' VALID UNTIL 'y' # 80 # ALTER ROLE r PASSWORD '***' VALID UNTIL 'y'
            CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password $$p$$) # 80 # CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password '***')
            CREATE SUBSCRIPTION s CONNECTION 'password=p' PUBLICATION p # 80 # CREATE SUBSCRIPTION s CONNECTION '***' PUBLICATION p
            """)
    void sumsUpInOneLine(String text, int max, String summary) {
        assertThat(one(text.replace('|', '\n')).summary(max)).isEqualTo(summary);
    }

    @Test
    void keepsControlCharactersOutOfASummary() {
        assertThat(one("SELECT '\u001b[31m\u0007'").summary(80)).isEqualTo("SELECT ' [31m '");
        assertThat(Script.parse("x", "\\echo don't\u001b[0m")
                        .statements()
                        .get(0)
                        .summary(80))
                .isEqualTo("\\echo don't [0m");
    }

    @Test
    void needsRoomForASummary() {
        assertThatThrownBy(() -> one("SELECT 1").summary(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a summary needs at least one character, not 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t FROM STDIN",
                "copy public.t (a, b) from stdin with (format csv, header)",
                "COPY \"From\".\"stdin\" FROM /* here */ stdin",
                "COPY BINARY t FROM STDIN",
                "COPY t FROM STDIN /* ; */",
                "COPY t FROM STDOUT",
                "COPY t FROM STDIN WHERE a > 1"
            })
    void takesTheRowsOfACopyWithIt(String copy) throws IOException {
        String text = "-- rows\n" + copy + " ; -- they follow\n1\ta;b\n\\.x\n \\.\n'\n\\.\nSELECT 1;";

        Script script = Script.parse("x.sql", text);

        assertThat(script.executable())
                .extracting(Statement::kind)
                .containsExactly(Statement.Kind.COPY, Statement.Kind.SQL);
        Statement statement = script.statements().get(0);
        assertThat(statement.sql()).isEqualTo(copy.replace(" /* ; */", ""));
        assertThat(statement.text()).endsWith("'\n\\.\n");
        assertThat(rows(statement)).isEqualTo("1\ta;b\n\\.x\n \\.\n'\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            COPY t FROM stdin;~\\.~            # ``
            COPY t FROM stdin;~\\.             # ``
            COPY t FROM stdin;~1~\\.           # 1~
            COPY t FROM stdin;  ~~\\.~         # ~
            COPY t FROM stdin;^~1^~\\.^~       # 1^~
            COPY t FROM stdin;^~1^~\\.^        # 1^~
            """)
    void endsTheRowsAtALineOfTheirOwn(String text, String rows) throws IOException {
        Statement copy = one(text.replace('~', '\n').replace('^', '\r'));

        assertThat(copy.kind()).isEqualTo(Statement.Kind.COPY);
        assertThat(rows(copy)).isEqualTo(rows.replace('~', '\n').replace('^', '\r'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t TO STDOUT",
                "COPY t FROM 'stdin'",
                "COPY t FROM PROGRAM 'stdin'",
                "COPY (SELECT a FROM stdin) TO STDOUT",
                "COPY t FROM \"stdin\"",
                "SELECT copy FROM stdin",
                "EXPLAIN COPY t FROM stdin"
            })
    void expectsNoRowsBehindOthers(String sql) {
        assertThat(one(sql + ";").kind()).isEqualTo(Statement.Kind.SQL);
    }

    @Test
    void hasNoRowsWithoutACopy() throws IOException {
        assertThat(rows(one("SELECT 1;"))).isEmpty();
    }

    @Test
    void keepsAnInnerCommentInWhatIsSent() {
        List<Statement> statements =
                Script.parse("x", "-- a\nSELECT /* b */ 1 -- c\n + 2 /* d */ ;").executable();

        assertThat(statements).extracting(Statement::sql).containsExactly("SELECT /* b */ 1 -- c\n + 2");
    }

    private static Statement one(String text) {
        List<Statement> statements = Script.parse("x.sql", text).executable();
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    private static String rows(Statement copy) throws IOException {
        StringWriter rows = new StringWriter();
        try (var data = copy.copyData()) {
            data.transferTo(rows);
        }
        return rows.toString();
    }
}
