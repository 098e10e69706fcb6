package dev.belay.core.catalog;

import static dev.belay.core.catalog.ObjectType.CONSTRAINT;
import static dev.belay.core.catalog.ObjectType.DOMAIN;
import static dev.belay.core.catalog.ObjectType.FOREIGN_KEY;
import static dev.belay.core.catalog.ObjectType.FUNCTION;
import static dev.belay.core.catalog.ObjectType.INDEX;
import static dev.belay.core.catalog.ObjectType.MATERIALIZED_VIEW;
import static dev.belay.core.catalog.ObjectType.RULE;
import static dev.belay.core.catalog.ObjectType.SCHEMA;
import static dev.belay.core.catalog.ObjectType.SEQUENCE;
import static dev.belay.core.catalog.ObjectType.TABLE;
import static dev.belay.core.catalog.ObjectType.TYPE;
import static dev.belay.core.catalog.ObjectType.VIEW;
import static dev.belay.core.catalog.Thing.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CreationOrderTest {
    @Test
    void whatDependsOnNothingIsOrderedByRankSchemaAndName() {
        CreationOrder order = order(
                Thing.of(TABLE, "b"),
                Thing.of(TABLE, "a"),
                Thing.of(ObjectId.of(TABLE, "zoo", "a")),
                Thing.of(ObjectId.of(SCHEMA, "", "app")),
                Thing.of(FUNCTION, "z"));

        assertThat(names(order)).containsExactly("app", "z", "a", "b", "a");
        assertThat(order.steps().get(4).object().id().schema()).isEqualTo("zoo");
    }

    @Test
    void whatIsNeededMovesForwardToItsFirstUserAndNoFurther() {
        CreationOrder order = order(
                Thing.of(FUNCTION, "f", id(TABLE, "t")),
                Thing.of(FUNCTION, "a"),
                Thing.of(TABLE, "t"),
                Thing.of(TABLE, "s"));

        assertThat(names(order)).containsExactly("a", "t", "f", "s");
        assertThat(order.steps().get(2).needs()).containsExactly(1);
    }

    @Test
    void theOrderDoesNotDependOnTheOrderInWhichObjectsAreRead() {
        List<CatalogObject> things = new ArrayList<>(List.of(
                Thing.of(TYPE, "t", id(FUNCTION, "in")).withStub(),
                Thing.of(FUNCTION, "in", id(TYPE, "t")),
                Thing.of(TABLE, "a", id(TYPE, "t")).with("default x", id(FUNCTION, "f")),
                Thing.of(FUNCTION, "f", id(TABLE, "a")),
                Thing.of(VIEW, "v", id(FUNCTION, "g")).withStub(),
                Thing.of(FUNCTION, "g", id(VIEW, "v"))));
        List<String> expected = lines(CreationOrder.of(new Catalog(15, things)));

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(things, new Random(seed));
            assertThat(lines(CreationOrder.of(new Catalog(15, things)))).isEqualTo(expected);
        }
    }

    @Test
    void partsThatStandApartComeAfterTheirObjectAndInTheirOrder() {
        CreationOrder order = order(
                Thing.of(TABLE, "t")
                        .with("default b", Part.Moment.APART, Section.PRE_DATA, id(SEQUENCE, "s"))
                        .with("default a", Part.Moment.APART, Section.PRE_DATA)
                        .with("check late", Part.Moment.APART, Section.POST_DATA),
                Thing.of(SEQUENCE, "s"),
                Thing.of(INDEX, "i", id(TABLE, "t")));

        assertThat(lines(order)).containsExactly("s", "t", "default b", "default a", "i", "check late");
    }

    @Test
    void aPartWithoutALoopStaysInItsStatementWhichWaitsForWhatThePartNeeds() {
        CreationOrder order = order(
                Thing.of(TABLE, "a").with("default x", id(TABLE, "z")), Thing.of(TABLE, "m"), Thing.of(TABLE, "z"));

        assertThat(lines(order)).containsExactly("z", "a", "m");
        assertThat(order.steps().get(1).needs()).containsExactly(0);
    }

    @Test
    void aBaseTypeBeginsAsAShellForItsOwnFunctions() {
        CreationOrder order = order(
                Thing.of(TYPE, "money2", id(FUNCTION, "money_in"), id(FUNCTION, "money_out"))
                        .withStub(),
                Thing.of(FUNCTION, "money_in", id(TYPE, "money2")),
                Thing.of(FUNCTION, "money_out", id(TYPE, "money2")),
                Thing.of(FUNCTION, "double", id(TYPE, "money2")));

        assertThat(lines(order)).containsExactly("stub money2", "money_in", "money_out", "complete money2", "double");
        assertThat(order.steps().get(4).needs()).containsExactly(3);
    }

    @Test
    void aShellTypeIsNoHelpForATable() {
        CreationOrder order = order(
                Thing.of(TYPE, "t", id(FUNCTION, "f")).withStub(),
                Thing.of(FUNCTION, "f", id(TABLE, "a")),
                Thing.of(TABLE, "a", id(TYPE, "t")));

        assertThat(order.givenUp()).hasSize(1);
    }

    @Test
    void aViewThatNeedsAFunctionOverItselfBeginsAsAViewOfNulls() {
        CreationOrder order = order(
                Thing.of(VIEW, "v", id(FUNCTION, "f"), id(TABLE, "t")).withStub(),
                Thing.of(FUNCTION, "f", id(VIEW, "v")),
                Thing.of(VIEW, "w", id(VIEW, "v")),
                Thing.of(TABLE, "t"));

        assertThat(lines(order)).containsExactly("stub v", "f", "t", "complete v", "w");
        assertThat(order.givenUp()).isEmpty();
    }

    @Test
    void viewsThatReadEachOtherAreEnteredByOneOfThem() {
        CreationOrder order = order(
                Thing.of(VIEW, "v", id(VIEW, "w")).withStub(),
                Thing.of(VIEW, "w", id(VIEW, "v")).withStub());

        assertThat(lines(order)).containsExactly("stub v", "w", "complete v");
    }

    @Test
    void rulesThatWriteEachOthersViewsAreNoLoop() {
        CreationOrder order = order(
                Thing.of(VIEW, "v").withStub(),
                Thing.of(VIEW, "w").withStub(),
                Thing.of(RULE, "on_v", id(VIEW, "v"), id(VIEW, "w")),
                Thing.of(RULE, "on_w", id(VIEW, "v"), id(VIEW, "w")));

        assertThat(lines(order)).containsExactly("v", "w", "on_v", "on_w");
    }

    @Test
    void aStandInThatNeedsTheRestOfTheLoopIsNotUsed() {
        CreationOrder order = order(
                Thing.of(VIEW, "v", id(DOMAIN, "d")).withStub(id(DOMAIN, "d")),
                Thing.of(DOMAIN, "d").with("check ok", id(FUNCTION, "f")),
                Thing.of(FUNCTION, "f", id(VIEW, "v")));

        assertThat(lines(order)).containsExactly("d", "v", "f", "check ok of d");
    }

    @Test
    void aDefaultOverAFunctionOverTheTableIsSetAfterwards() {
        CreationOrder order = order(
                Thing.of(TABLE, "t").with("default a", id(FUNCTION, "f")).with("default b", id(FUNCTION, "g")),
                Thing.of(FUNCTION, "f", id(TABLE, "t")),
                Thing.of(FUNCTION, "g"));

        assertThat(lines(order)).containsExactly("g", "t", "f", "default a of t");
        assertThat(order.steps().get(1).apart()).extracting(Part::name).containsExactly("default a");
        assertThat(order.steps().get(3).needs()).containsExactly(1, 2);
    }

    @Test
    void theSequenceOfASerialColumnComesBetweenTheTableAndItsDefault() {
        CreationOrder order = order(
                Thing.of(TABLE, "t").with("default id", id(SEQUENCE, "t_id_seq")),
                Thing.of(SEQUENCE, "t_id_seq", id(TABLE, "t")));

        assertThat(lines(order)).containsExactly("t", "t_id_seq", "default id of t");
    }

    @Test
    void aCheckOverAFunctionOverTheTableComesAfterTheRows() {
        CreationOrder order = order(
                Thing.of(TABLE, "t").with("check ok", id(FUNCTION, "f")),
                Thing.of(FUNCTION, "f", id(TABLE, "t")),
                Thing.of(TABLE, "u", id(TABLE, "t")));

        assertThat(lines(order)).containsExactly("t", "f", "u", "check ok of t");
        assertThat(order.steps().get(3).section()).isEqualTo(Section.POST_DATA);
    }

    @Test
    void anIndexOverAFunctionOverItsTableIsNoLoop() {
        CreationOrder order = order(
                Thing.of(INDEX, "i", id(TABLE, "t"), id(FUNCTION, "f")),
                Thing.of(FUNCTION, "f", id(TABLE, "t")),
                Thing.of(TABLE, "t"));

        assertThat(lines(order)).containsExactly("t", "f", "i");
    }

    @Test
    void aMaterializedViewOverAFunctionOverATableIsNoLoop() {
        CreationOrder order = order(
                Thing.of(MATERIALIZED_VIEW, "m", id(FUNCTION, "f")).orLater(),
                Thing.of(FUNCTION, "f", id(TABLE, "t")).orLater(),
                Thing.of(TABLE, "t"));

        assertThat(lines(order)).containsExactly("t", "f", "m");
        assertThat(order.steps()).extracting(CreationOrder.Step::section).containsOnly(Section.PRE_DATA);
    }

    @Test
    void aMaterializedViewThatNeedsAPrimaryKeyMovesBehindTheRowsWithWhatNeedsIt() {
        CreationOrder order = order(
                Thing.of(TABLE, "t"),
                Thing.of(CONSTRAINT, "t_pkey", id(TABLE, "t")),
                Thing.of(MATERIALIZED_VIEW, "m", id(TABLE, "t"), id(CONSTRAINT, "t_pkey"))
                        .orLater(),
                Thing.of(MATERIALIZED_VIEW, "n", id(MATERIALIZED_VIEW, "m")).orLater(),
                Thing.of(FUNCTION, "of_m", id(MATERIALIZED_VIEW, "m")));

        assertThat(lines(order)).containsExactly("t", "t_pkey", "m", "of_m", "n");
        assertThat(order.steps())
                .extracting(CreationOrder.Step::section)
                .containsExactly(
                        Section.PRE_DATA, Section.POST_DATA, Section.POST_DATA, Section.POST_DATA, Section.POST_DATA);
        assertThat(order.givenUp()).isEmpty();
    }

    @Test
    void aViewThatNeedsAPrimaryKeyIsCompletedBehindTheRows() {
        CreationOrder order = order(
                Thing.of(TABLE, "t"),
                Thing.of(CONSTRAINT, "t_pkey", id(TABLE, "t")),
                Thing.of(VIEW, "v", id(CONSTRAINT, "t_pkey")).withStub(),
                Thing.of(TABLE, "of_v", id(VIEW, "v")));

        assertThat(lines(order)).containsExactly("stub v", "of_v", "t", "t_pkey", "complete v");
        assertThat(order.steps().get(4).section()).isEqualTo(Section.POST_DATA);
        assertThat(order.givenUp()).isEmpty();
    }

    @Test
    void aFunctionWhoseBodyNeedsAPrimaryKeyMovesBehindTheRowsAndTheDefaultThatCallsItToo() {
        CreationOrder order = order(
                Thing.of(TABLE, "t"),
                Thing.of(CONSTRAINT, "t_pkey", id(TABLE, "t")),
                Thing.of(FUNCTION, "f", id(CONSTRAINT, "t_pkey")).orLater(),
                Thing.of(TABLE, "u").with("default x", id(FUNCTION, "f")));

        assertThat(lines(order)).containsExactly("t", "u", "t_pkey", "f", "default x of u");
        assertThat(order.givenUp()).isEmpty();
    }

    @Test
    void foreignKeysInACircleAreNoLoop() {
        CreationOrder order = order(
                Thing.of(TABLE, "a"),
                Thing.of(TABLE, "b"),
                Thing.of(CONSTRAINT, "a_pkey", id(TABLE, "a")),
                Thing.of(CONSTRAINT, "b_pkey", id(TABLE, "b")),
                Thing.of(FOREIGN_KEY, "a_b", id(TABLE, "a"), id(TABLE, "b"), id(CONSTRAINT, "b_pkey")),
                Thing.of(FOREIGN_KEY, "b_a", id(TABLE, "a"), id(TABLE, "b"), id(CONSTRAINT, "a_pkey")));

        assertThat(lines(order)).containsExactly("a", "b", "a_pkey", "b_pkey", "a_b", "b_a");
        assertThat(order.givenUp()).isEmpty();
    }

    @Test
    void aForeignKeyWaitsUntilTheKeysOfAllPartitionsAreAttached() {
        CreationOrder order = order(
                Thing.of(CONSTRAINT, "root"),
                Thing.of(CONSTRAINT, "branch", id(CONSTRAINT, "root"))
                        .with("attach", APART, POST, id(CONSTRAINT, "root")),
                Thing.of(CONSTRAINT, "leaf", id(CONSTRAINT, "branch"))
                        .with("attach", APART, POST, id(CONSTRAINT, "branch")),
                Thing.of(FOREIGN_KEY, "key", id(CONSTRAINT, "root")));

        assertThat(lines(order)).containsExactly("root", "branch", "leaf", "attach", "attach", "key");
        assertThat(order.steps().get(5).needs()).containsExactly(0, 3, 4);
    }

    @Test
    void aDomainWhoseCheckCallsAFunctionOfTheDomainGetsItsCheckAfterwards() {
        CreationOrder order = order(
                Thing.of(DOMAIN, "d").with("check ok", id(FUNCTION, "f")),
                Thing.of(FUNCTION, "f", id(DOMAIN, "d")),
                Thing.of(TABLE, "t", id(DOMAIN, "d")));

        assertThat(lines(order)).containsExactly("d", "f", "t", "check ok of d");
    }

    @Test
    void aLoopThatHasNoWayInIsBrokenAndSaid() {
        CreationOrder order = order(
                Thing.of(TABLE, "a", id(TABLE, "b")),
                Thing.of(TABLE, "b", id(FUNCTION, "generated")),
                Thing.of(FUNCTION, "generated", id(TABLE, "a")));

        assertThat(lines(order)).containsExactly("generated", "b", "a");
        assertThat(order.givenUp())
                .singleElement()
                .hasToString("these need each other, and function app.generated() does not wait for table app.a: "
                        + "function app.generated() → table app.a → table app.b");
    }

    @Test
    void aTableThatCannotBeMadeBeforeTheRowsIsSaid() {
        CreationOrder order = order(
                Thing.of(TABLE, "t"),
                Thing.of(CONSTRAINT, "t_pkey", id(TABLE, "t")),
                Thing.of(FUNCTION, "f", id(CONSTRAINT, "t_pkey")).orLater(),
                Thing.of(TABLE, "partitioned_by_f", id(FUNCTION, "f")));

        assertThat(lines(order)).containsExactly("t", "t_pkey", "f", "partitioned_by_f");
        assertThat(order.givenUp())
                .singleElement()
                .satisfies(one -> assertThat(one.user()).isEqualTo("the rows"));
    }

    @Test
    void tenThousandChainedViewsNeedNoDeepStack() {
        List<CatalogObject> things = new ArrayList<>();
        things.add(Thing.of(TABLE, "t"));
        things.add(Thing.of(CONSTRAINT, "t_pkey", id(TABLE, "t")));
        things.add(Thing.of(VIEW, "v0", id(CONSTRAINT, "t_pkey")).withStub());
        for (int i = 1; i <= 10_000; i++) {
            things.add(Thing.of(VIEW, "v" + i, id(VIEW, "v" + (i - 1))).withStub());
        }

        CreationOrder order = within(60, things);

        assertThat(order.givenUp()).isEmpty();
        assertThat(order.steps()).extracting(CreationOrder.Step::form).containsOnlyOnce(CreationOrder.Form.STUB);
        assertThat(order.steps().get(order.steps().size() - 1).form()).isEqualTo(CreationOrder.Form.COMPLETE);
        assertThat(order.steps().get(order.steps().size() - 3).object().id().name())
                .isEqualTo("v10000");
    }

    @Test
    void sixtyThousandObjectsAreOrderedWithinAMinuteOnABusyMachine() {
        List<CatalogObject> things = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            String name = "t" + i;
            things.add(Thing.of(TABLE, name)
                    .with("default id", id(SEQUENCE, name + "_seq"))
                    .with("check a", id(FUNCTION, name + "_check")));
            things.add(Thing.of(SEQUENCE, name + "_seq", id(TABLE, name)));
            things.add(Thing.of(FUNCTION, name + "_check", id(TABLE, name)));
            things.add(Thing.of(CONSTRAINT, name + "_pkey", id(TABLE, name)));
            ObjectId key = id(CONSTRAINT, name + "_pkey");
            things.add(
                    i % 10 == 0
                            ? Thing.of(VIEW, name + "_v", key).withStub()
                            : Thing.of(INDEX, name + "_i", id(TABLE, name)));
        }

        CreationOrder order = within(60, things);

        assertThat(order.givenUp()).isEmpty();
        assertThat(order.steps()).hasSizeGreaterThan(84_000);
    }

    private static final Part.Moment APART = Part.Moment.APART;
    private static final Section POST = Section.POST_DATA;

    private static CreationOrder order(CatalogObject... things) {
        return CreationOrder.of(new Catalog(15, Arrays.asList(things)));
    }

    private static CreationOrder within(int seconds, List<CatalogObject> things) {
        Catalog catalog = new Catalog(15, things);
        return assertTimeout(Duration.ofSeconds(seconds), () -> CreationOrder.of(catalog));
    }

    private static List<String> names(CreationOrder order) {
        return order.steps().stream().map(step -> step.object().id().name()).toList();
    }

    /** Of separated parts also whose they are. */
    private static List<String> lines(CreationOrder order) {
        assertThat(order.steps())
                .allSatisfy(step -> assertThat(step.needs())
                        .allMatch(needed -> needed < order.steps().indexOf(step)));
        return order.steps().stream()
                .map(step -> {
                    String name = step.object().id().name();
                    return switch (step.form()) {
                        case WHOLE -> name;
                        case STUB -> "stub " + name;
                        case COMPLETE -> "complete " + name;
                        case PART -> {
                            Part part = step.part().orElseThrow();
                            yield part.moment() == APART ? part.name() : part.name() + " of " + name;
                        }
                    };
                })
                .toList();
    }
}
