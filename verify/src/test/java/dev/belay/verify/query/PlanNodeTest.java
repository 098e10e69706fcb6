package dev.belay.verify.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanNodeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "a | (t.a = $1) | `` | -",
                "a | ((t.a = $1) AND (t.b > 'x.a'::text)) | `` | -",
                "a | (t.b > 'a'::text) | `` | looks nothing up by its leading column a",
                "a | (t.ab = $1) | `` | looks nothing up by its leading column a",
                "\"I d\" | (\"T x\".\"I d\" = $1) | `` | -",
                "lower((email)::text) | (lower((u.email)::text) = $1) | `` | -",
                "a | `` | (t.a = $1) | reads it row by row and throws away what does not fit",
                "a | `` | `` | reads the whole of it",
            })
    void anIndexThatOnlySeemsToBeUsedIsNamed(String leading, String condition, String filter, String why) {
        assertThat(node("btree", leading, condition, filter, false).misuse()).isEqualTo(Optional.ofNullable(why));
        assertThat(node("gin", leading, condition, filter, false).misuse()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void aWholeIndexIsReadWhereItIsSmallOrReadingStopsEarly(boolean partial, boolean limited) {
        PlanNode node = node("btree", "a", "", "", partial);

        assertThat(new PlanNode(0, node.type(), node.relation(), node.root(), limited, node.index(), "", "", 1)
                        .misuse())
                .isEmpty();
    }

    private static PlanNode node(String method, String leading, String condition, String filter, boolean partial) {
        return new PlanNode(
                0,
                "Index Scan",
                Optional.of("public.t"),
                Optional.of("public.t"),
                false,
                Optional.of(new PlanIndex("i", "i", method, leading, partial)),
                condition,
                filter,
                1);
    }
}
