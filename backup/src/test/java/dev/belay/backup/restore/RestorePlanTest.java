package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.SampleArchive;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to wait for what, which a run shows only when it goes wrong. */
final class RestorePlanTest {
    private static final int TABLE = 10;
    private static final int ROWS = 11;

    private static TocEntry constraint(int id, String name, String kind) {
        return TocEntry.builder(id, "CONSTRAINT", "t " + name)
                .section(Section.POST_DATA)
                .schema(Optional.of("public"))
                .definition("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT " + name + " " + kind + " (id);\n")
                .dependencies(List.of(TABLE))
                .build();
    }

    private static RestorePlan plan(RestoreOptions options, TocEntry... constraints) {
        return plan(Ground.ANY, 0, options, constraints);
    }

    private static RestorePlan plan(Ground ground, long bytes, RestoreOptions options, TocEntry... constraints) {
        List<TocEntry> entries = new ArrayList<>(List.of(
                TocEntry.builder(TABLE, "TABLE", "t")
                        .section(Section.PRE_DATA)
                        .schema(Optional.of("public"))
                        .definition("CREATE TABLE public.t (id int);\n")
                        .build(),
                TocEntry.builder(ROWS, "TABLE DATA", "t")
                        .section(Section.DATA)
                        .schema(Optional.of("public"))
                        .withData(true)
                        .copy("COPY public.t (id) FROM stdin;\n")
                        .dependencies(List.of(TABLE))
                        .build()));
        entries.addAll(List.of(constraints));
        Toc sample = SampleArchive.toc(ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE));
        return RestorePlan.of(new Toc(sample.header(), entries), options, entry -> bytes, ground);
    }

    private static Step one(RestorePlan plan, String text) {
        return plan.main().stream()
                .filter(step -> step.sql().contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aConstraintTakesItsIndexOverWhenThatIsThereAndTheIndexComesAfterTheRows() {
        RestorePlan plan =
                plan(RestoreOptions.DEFAULT, constraint(12, "t_pkey", "PRIMARY KEY"), constraint(13, "t_u", "UNIQUE"));

        for (String name : List.of("t_pkey", "t_u")) {
            Step index = one(plan, "CREATE UNIQUE INDEX " + name);
            Step constraint = one(plan, "USING INDEX " + name);
            assertThat(constraint.after()).contains(index.id(), ROWS);
            assertThat(index.after()).contains(ROWS).doesNotContain(constraint.id());
            assertThat(constraint.alone()).as("it locks its table").containsExactly(TABLE);
            assertThat(index.alone()).isEmpty();
        }
    }

    @Test
    void aSingleOneIsMadeInOnePiece() {
        RestorePlan plan = plan(RestoreOptions.DEFAULT, constraint(12, "t_pkey", "PRIMARY KEY"));

        assertThat(plan.main()).hasSize(2).noneMatch(step -> step.sql().contains("INDEX"));
        assertThat(one(plan, "ADD CONSTRAINT t_pkey PRIMARY KEY").after()).contains(ROWS);
    }

    @Test
    void anIndexOfFewRowsIsQuickUnlessTheirNumberIsNotKnown() {
        assertThat(unique(0).quick()).isFalse();
        assertThat(unique(1000).quick()).isTrue();
        assertThat(unique(1 << 20).quick()).isFalse();
    }

    private static Step unique(long bytes) {
        return one(plan(Ground.ANY, bytes, RestoreOptions.DEFAULT, constraint(12, "t_u", "UNIQUE")), "t_u");
    }

    @Test
    void whoeverGoesBackAVersionIsTold() {
        RestorePlan older = plan(new Ground(14, Optional.empty(), Map.of(), Set.of()), 0, RestoreOptions.DEFAULT);
        RestorePlan same = plan(new Ground(15, Optional.empty(), Map.of(), Set.of()), 0, RestoreOptions.DEFAULT);

        assertThat(older.leftOut())
                .containsExactly("the archive is of PostgreSQL 15, and this server is 14: what only newer ones know"
                        + " cannot be restored; --keep-going restores all else");
        assertThat(same.leftOut()).isEmpty();
    }

    @Test
    void statisticsAreGatheredLastUnlessNobodyWantsThem() {
        assertThat(plan(RestoreOptions.DEFAULT).statistics())
                .extracting(Step::sql)
                .containsExactly("ANALYZE public.t");
        assertThat(plan(RestoreOptions.DEFAULT.with(RestoreOptions.Part.SCHEMA)).statistics())
                .isEmpty();
    }

    /** Large objects are data, and what is said of them begins with their name. */
    @Test
    void aTableIsNoLargeObjectWhateverItIsCalled() {
        TocEntry table = TocEntry.builder(20, "TABLE", "LARGE OBJECT 5")
                .section(Section.PRE_DATA)
                .schema(Optional.of("public"))
                .definition("CREATE TABLE public.\"LARGE OBJECT 5\" (id int);\n")
                .build();
        TocEntry remark = TocEntry.builder(21, "COMMENT", "LARGE OBJECT 5")
                .section(Section.NONE)
                .definition("COMMENT ON LARGE OBJECT 5 IS 'x';\n")
                .build();

        assertThat(plan(RestoreOptions.DEFAULT.with(RestoreOptions.Part.SCHEMA), table, remark)
                        .labels())
                .containsExactly("TABLE public.t", "TABLE public.LARGE OBJECT 5");
        assertThat(plan(RestoreOptions.DEFAULT.with(RestoreOptions.Part.DATA), table, remark)
                        .labels())
                .containsExactly("TABLE DATA public.t", "COMMENT LARGE OBJECT 5");
    }
}
