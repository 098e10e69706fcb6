package dev.belay.core.catalog;

import static dev.belay.core.catalog.Described.Aspect.COLUMN_ORDER;
import static dev.belay.core.catalog.Described.Aspect.COMMENTS;
import static dev.belay.core.catalog.Described.Aspect.OWNERS;
import static dev.belay.core.catalog.Described.Aspect.PRIVILEGES;
import static dev.belay.core.catalog.Described.Aspect.SECURITY_LABELS;
import static dev.belay.core.catalog.Sample.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SchemaDiffTest {
    @Test
    void equalSchemasDifferInNothing() {
        assertThat(diff(Sample.of("t", field("a", "int")), Sample.of("t", field("a", "int")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void objectsComeAndGo() {
        SchemaDiff diff = diff(Sample.of("old"), Sample.of("young"));

        assertThat(diff.lines()).containsExactly("table app.old: removed", "table app.young: added");
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void aFactThatChangesIsToldWithBothValues() {
        SchemaDiff diff = diff(
                Sample.of("users", field("email", "character varying(20)"), field("id", "int")),
                Sample.of("users", field("email", "text"), field("id", "int")));

        assertThat(diff.lines()).containsExactly("table app.users: column email: type: character varying(20) → text");
    }

    @Test
    void aFactThatComesOrGoesIsToldAgainstNothing() {
        Sample plain = Sample.of("t");
        Sample granted = plain.with(plain.head("ann", "x", List.of("ann=arwd/ann", "bob=r/ann")));
        Sample kept = plain.with(plain.head("ann", "x", List.of("ann=arwd/ann")));

        assertThat(diff(kept, granted).lines()).containsExactly("table app.t: privileges of bob: (none) → r");
        assertThat(diff(granted, kept).lines()).containsExactly("table app.t: privileges of bob: r → (none)");
    }

    @Test
    void aWholePieceIsToldInOneLine() {
        Sample before = Sample.of("t", field("a", "int"));
        Sample after = Sample.of("t", field("a", "int"), field("nick: name", "text"));

        assertThat(diff(before, after).lines())
                .containsExactly(
                        "table app.t: column \"nick: name\": added (type text)",
                        "table app.t: order of columns:",
                        "  + \"nick: name\"");
        assertThat(diff(after, before).lines()).contains("table app.t: column \"nick: name\": removed");
    }

    @Test
    void listsAndTextsOfSeveralLinesAreToldByLine() {
        assertThat(diff(
                                Sample.of("t").labelled("a", "b", "c", "d"),
                                Sample.of("t").labelled("a", "x", "c", "d", "e"))
                        .lines())
                .containsExactly("table app.t: labels:", "  - b", "  + x", "  + e");
    }

    @Test
    void namesCannotPlayTricks() {
        assertThat(diff(Sample.of("t"), Sample.of("\u001b[2Jx\ny")).lines()).contains("table app. [2Jx y: added");
    }

    @Test
    void eachAspectCanBeLeftOut() {
        Sample bare = Sample.of("t", field("a", "int"), field("b", "int"));
        Sample full = Sample.of("t", field("b", "int"), field("a", "int"));
        full = full.with(full.head("ann", "people", List.of("bob=r/ann")));
        Described before = described(bare);
        Described after = described(full);

        Set<Described.Aspect> all = Set.of(OWNERS, PRIVILEGES, COMMENTS, SECURITY_LABELS, COLUMN_ORDER);
        assertThat(SchemaDiff.of(before.without(all), after.without(all)).isEmpty())
                .isTrue();
        for (Described.Aspect left : all) {
            Set<Described.Aspect> others = new HashSet<>(all);
            others.remove(left);
            assertThat(SchemaDiff.of(before.without(others), after.without(others))
                            .isEmpty())
                    .as(left.name())
                    .isFalse();
        }
    }

    @Test
    void theOrderOfTheColumnsOfATypeAlwaysCounts() {
        ObjectId type = Thing.id(ObjectType.TYPE, "t");
        Described before = described(Sample.of(type, field("a", "int"), field("b", "int")));
        Described after = described(Sample.of(type, field("b", "int"), field("a", "int")));

        assertThat(SchemaDiff.of(before.without(Set.of(COLUMN_ORDER)), after.without(Set.of(COLUMN_ORDER)))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void defaultPrivilegesAreNothingButPrivileges() {
        Described before = described();
        Described after = described(Thing.of(ObjectType.DEFAULT_PRIVILEGES, "d"));

        assertThat(SchemaDiff.of(before, after.without(Set.of(PRIVILEGES))).isEmpty())
                .isTrue();
    }

    @Test
    void objectsCanBeLeftOut() {
        Described after =
                described(Sample.of("history")).without(id -> id.name().equals("history"));

        assertThat(SchemaDiff.of(described(), after).isEmpty()).isTrue();
    }

    @Test
    void textsTooLongToCompareAreShownInFull() {
        String before = "a\n".repeat(2_500);
        String after = "b\n".repeat(2_500);

        assertThat(LineDiff.of(before, after)).hasSize(5_002).startsWith("- a").endsWith("+ ");
    }

    private static SchemaDiff diff(CatalogObject before, CatalogObject after) {
        return SchemaDiff.of(described(before), described(after));
    }

    private static Described described(CatalogObject... objects) {
        return Described.of(new Catalog(15, Arrays.asList(objects)));
    }
}
