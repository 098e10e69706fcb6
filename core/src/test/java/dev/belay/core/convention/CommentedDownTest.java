package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommentedDownTest {
    static Stream<Arguments> understood() {
        return Stream.of(
                Arguments.of("-- DROP TABLE a;\n", "DROP TABLE a;\n"),
                Arguments.of("--DROP TABLE a;", "DROP TABLE a;"),
                Arguments.of("  --  DROP TABLE a;\r\n", "   DROP TABLE a;\r\n"),
                Arguments.of("-- BEGIN;\n--\n-- COMMIT;\n\n", "BEGIN;\n--\nCOMMIT;\n\n"),
                Arguments.of("-- To roll back run:\n-- DROP TABLE a;\n", "-- To roll back run:\nDROP TABLE a;\n"),
                Arguments.of(
                        "-- Execute the following:\n-- DROP TABLE a;\n", "-- Execute the following:\nDROP TABLE a;\n"),
                Arguments.of(
                        "-- -- a note; with a semicolon;\n-- DROP TABLE a;\n",
                        "-- a note; with a semicolon;\nDROP TABLE a;\n"),
                Arguments.of(
                        "-- =====\n-- DROP TABLE a; -- the last one\n", "-- =====\nDROP TABLE a; -- the last one\n"),
                Arguments.of(
                        "-- ALTER TABLE a\n--     DROP COLUMN b,\n--     DROP COLUMN c;\n",
                        "ALTER TABLE a\n    DROP COLUMN b,\n    DROP COLUMN c;\n"),
                Arguments.of(
                        "-- DO $$ BEGIN\n-- nothing is prose in here;\n-- END $$;\n",
                        "DO $$ BEGIN\nnothing is prose in here;\nEND $$;\n"),
                Arguments.of(
                        "-- DELETE FROM t WHERE a = 'x;\n-- y';\n-- Done\n",
                        "DELETE FROM t WHERE a = 'x;\ny';\n-- Done\n"),
                Arguments.of("-- \\timing on\n-- DROP TABLE a;\n", "\\timing on\nDROP TABLE a;\n"),
                Arguments.of("-- with x AS (SELECT 1) DELETE FROM a;\n", "with x AS (SELECT 1) DELETE FROM a;\n"),
                Arguments.of("-- drop\n-- table a;\n", "drop\ntable a;\n"));
    }

    @ParameterizedTest
    @MethodSource("understood")
    void takesTheCommentMarksOffStatementsAndLeavesRemarks(String part, String sql) {
        assertThat(CommentedDown.mayHoldSql(part)).isTrue();
        assertThat(CommentedDown.uncomment(part, "x.sql", 10)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n  \n",
                "--\n",
                "-- None",
                "-- Not reversible: the data is gone; restore a backup\n",
                "-- To roll back run:\n-- ask the team\n",
                "-- ==========\n-- -- DROP TABLE kept_as_a_note;\n",
                "/* DROP TABLE a; */\n"
            })
    void findsNoSqlInRemarks(String part) {
        assertThat(CommentedDown.mayHoldSql(part)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -- Drop the table by hand        | 10 | is this SQL, or a remark that begins with DROP?
                    -- Delete rows first             | 10 | is this SQL, or a remark that begins with DELETE?
                    -- Do not run this in production | 10 | is this SQL, or a remark that begins with DO?
                    -- Run: DROP TABLE a;            | 10 | is this SQL, or a remark that ends in a semicolon?
                    -- 1. DROP TABLE a;              | 10 | is this SQL, or a remark that ends in a semicolon?
                    -- Set the flag back             | 10 | is this SQL without its semicolon, or a remark?
                    -- DROP TABLE a                  | 10 | is this SQL without its semicolon, or a remark?
                    """)
    void refusesWhatCouldBeEither(String line, int number, String question) {
        assertThat(CommentedDown.mayHoldSql(line)).isTrue();
        assertThatThrownBy(() -> CommentedDown.uncomment(line, "x.sql", 10))
                .isInstanceOf(BelayException.class)
                .hasMessage("x.sql:" + number + ": the commented-out DOWN part cannot be understood: " + question);
    }

    @Test
    void namesTheLineInWhichTheOpenStatementBegan() {
        assertThatThrownBy(() -> CommentedDown.uncomment("-- DROP TABLE a;\n--\n-- DROP TABLE b\n-- c\n", "x.sql", 10))
                .hasMessageStartingWith("x.sql:12: ");
    }

    @Test
    void leavesAPartAloneThatIsNotCommentedOut() {
        String part = "-- DROP TABLE a;\nDROP TABLE b\n";

        assertThat(CommentedDown.uncomment(part, "x.sql", 1)).isEqualTo(part);
        assertThat(CommentedDown.mayHoldSql(part)).isTrue();
    }
}
