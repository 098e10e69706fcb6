package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The heap of the tests is the measure; the time limit only catches what is not linear. */
final class LargeScriptTest {
    private static final int SIZE = 50_000_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isCutInOnePass(String what, String text, int statements) {
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            Script script = Script.parse("large.sql", text);

            assertThat(script.executable()).hasSize(statements);
            Statement last = script.executable().get(statements - 1);
            assertThat(last.number()).isEqualTo(statements);
            assertThat(last.summary(30)).hasSizeLessThanOrEqualTo(30);
            assertThat(last.traits().transaction()).isNotNull();
            assertThat(script.units()).isNotEmpty();
        });
    }

    static Stream<Arguments> texts() {
        int million = 1_000_000;
        String insert = "INSERT INTO t VALUES (1, 'it''s', E'\\n', $$x$$); -- one\n";
        return Stream.of(
                Arguments.of("many statements", insert.repeat(SIZE / insert.length()), SIZE / insert.length()),
                Arguments.of("tiny statements", "a;".repeat(million), million),
                Arguments.of("one literal", "SELECT '" + "x".repeat(SIZE) + "';", 1),
                Arguments.of("one body", "DO $$ " + "$x$ a; ".repeat(SIZE / 7) + "$$;", 1),
                Arguments.of("one comment", "/*" + "/* ".repeat(million) + " */".repeat(million) + "*/ SELECT 1", 1),
                Arguments.of("many comments", "SELECT 1;" + "-- '\n".repeat(SIZE / 10) + "SELECT 2", 2),
                Arguments.of(
                        "one row of values", "INSERT INTO t VALUES " + "(1, 'a'), ".repeat(SIZE / 20) + "(1, 'b')", 1),
                Arguments.of("continued literals", "SELECT 'a'" + "\n--\n'b'".repeat(SIZE / 10), 1),
                Arguments.of("almost continued", "SELECT 'a'" + "\n--\n,'b'".repeat(SIZE / 10), 1),
                Arguments.of("rows", "COPY t FROM stdin;\n" + "1\t\\\\.\t\\N\n".repeat(SIZE / 10) + "\\.\n", 1),
                Arguments.of("parentheses", "SELECT " + "(".repeat(million) + "1" + ")".repeat(million), 1));
    }
}
