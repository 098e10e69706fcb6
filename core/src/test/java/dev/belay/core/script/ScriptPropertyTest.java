package dev.belay.core.script;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class ScriptPropertyTest {
    private static final int SCRIPTS = 10_000;

    @Test
    void thePiecesJoinedAreTheText() {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            long first = System.nanoTime();
            int cut = 0;
            for (long seed = first; seed < first + SCRIPTS; seed++) {
                cut += check(new RandomSql(seed).script(), seed) ? 1 : 0;
            }
            assertThat(cut).as("scripts that could be cut, from seed %d", first).isGreaterThan(SCRIPTS / 20);
        });
    }

    @Test
    void aDamagedTextIsCutOrRefusedAndNothingElse() {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            long first = System.nanoTime();
            int refused = 0;
            for (long seed = first; seed < first + SCRIPTS; seed++) {
                RandomSql random = new RandomSql(seed);
                refused += check(random.damaged(random.script()), seed) ? 0 : 1;
            }
            assertThat(refused)
                    .as("texts that were refused, from seed %d", first)
                    .isBetween(SCRIPTS / 10, SCRIPTS - 10);
        });
    }

    /** Whether it could be cut; everything that can be asked of a piece is asked. */
    private static boolean check(String text, long seed) {
        try {
            Script script = Script.parse("x.sql", text);
            assertThat(script.statements().stream().map(Statement::text).collect(joining()))
                    .as("seed %d", seed)
                    .isEqualTo(text);
            script.statements().forEach(statement -> ask(statement, new RandomSql(seed), seed));
            attempt(script);
            return true;
        } catch (BelayException e) {
            assertThat(e).as("seed %d", seed).hasMessageMatching("(?s)x\\.sql:\\d+: .+");
            assertThat(e.hint()).isNotEmpty();
            return false;
        } catch (RuntimeException | IOException e) {
            throw new AssertionError("seed " + seed + " broke on: " + text, e);
        }
    }

    private static void attempt(Script script) throws IOException {
        for (Statement statement : script.executable()) {
            StringWriter rows = new StringWriter();
            statement.copyData().transferTo(rows);
            assertThat(statement.text()).contains(rows.toString());
        }
        try {
            script.shape();
            Directives.of(script);
        } catch (BelayException e) {
            assertThat(e).hasMessageMatching("(?s)x\\.sql:\\d+: .+");
        }
    }

    private static void ask(Statement statement, RandomSql random, long seed) {
        int max = 1 + random.below(40);
        String summary = statement.summary(max);
        assertThat(summary.codePointCount(0, summary.length()))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(max);
        assertThat(summary).doesNotContain("\n", "\r", "\t");
        assertThat(statement.text()).as("seed %d", seed).contains(statement.sql());
        assertThat(statement.lineAt(random.below(200))).isGreaterThanOrEqualTo(statement.line());
        Traits traits = statement.traits();
        assertThat(traits.transaction()).isNotNull();
        assertThat(traits.verb()).doesNotContain("\n");
        assertThat(traits.creates()).doesNotContainNull();
        assertThat(traits.drops()).doesNotContainNull();
        assertThat(traits.insertTargets()).doesNotContainNull();
        assertThat(traits.concurrent()).isNotNull();
        assertThat(traits.unlocksAll() || traits.chained()).isIn(true, false);
    }
}
