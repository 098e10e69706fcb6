package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.TocEntry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A unique constraint is made of an index where that gives the same constraint, and in one piece everywhere else. */
final class ConstraintSplitTest {
    private static final TocEntry TABLE = TocEntry.builder(1, "TABLE", "t")
            .definition("CREATE TABLE public.t (a int);\n")
            .build();

    private static Optional<ConstraintSplit> split(TocEntry table, String definition) {
        return ConstraintSplit.of(
                TocEntry.builder(2, "CONSTRAINT", "t c").definition(definition).build(), table);
    }

    private static void assertSplits(String body, String index, String constraint) {
        assertThat(split(TABLE, "ALTER TABLE ONLY public.t\n    ADD CONSTRAINT " + body))
                .contains(new ConstraintSplit(
                        "CREATE UNIQUE INDEX " + index + ";\n",
                        "ALTER TABLE ONLY public.t ADD CONSTRAINT " + constraint));
    }

    private static void assertStaysWhole(String body) {
        assertThat(split(TABLE, "ALTER TABLE ONLY public.t\n    ADD CONSTRAINT " + body))
                .isEmpty();
    }

    @Test
    void everyClauseGoesWhereItBelongs() {
        assertSplits("c PRIMARY KEY (a);\n", "c ON public.t (a)", "c PRIMARY KEY USING INDEX c;\n");
        assertSplits(
                "\"C x\" UNIQUE NULLS NOT DISTINCT (a, \"B c\") INCLUDE (d) WITH (fillfactor='70');\n",
                "\"C x\" ON public.t (a, \"B c\") INCLUDE (d) NULLS NOT DISTINCT WITH (fillfactor='70')",
                "\"C x\" UNIQUE USING INDEX \"C x\";\n");
        assertSplits(
                "c UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;\n",
                "c ON public.t (a)",
                "c UNIQUE USING INDEX c DEFERRABLE INITIALLY DEFERRED;\n");
        assertSplits(
                "c UNIQUE (a);\n\nALTER TABLE public.t CLUSTER ON c;\n",
                "c ON public.t (a)",
                "c UNIQUE USING INDEX c;\n\nALTER TABLE public.t CLUSTER ON c;\n");
    }

    @Test
    void whatIsNoPlainIndexStaysWhole() {
        assertStaysWhole("c EXCLUDE USING gist (a WITH &&);\n");
        assertStaysWhole("c UNIQUE (a, b WITHOUT OVERLAPS);\n");
        assertStaysWhole("c CHECK ((a > 0));\n");
        assertStaysWhole("c UNIQUE (a) SOMETHING NEW;\n");
    }

    @Test
    void aPartitionedTableHasNoIndexOfItsOwn() {
        String constraint = "ALTER TABLE ONLY public.t\n    ADD CONSTRAINT c PRIMARY KEY (a);\n";
        TocEntry partitioned = TABLE.toBuilder()
                .definition("CREATE TABLE public.t (a int)\nPARTITION BY LIST (a);\n")
                .build();

        assertThat(split(partitioned, constraint)).isEmpty();
        assertThat(split(TABLE.toBuilder().relationKind('p').build(), constraint))
                .isEmpty();
        assertThat(split(TABLE, constraint)).isPresent();
    }
}
