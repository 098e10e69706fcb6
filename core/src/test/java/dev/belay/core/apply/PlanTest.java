package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.history.Fact;
import dev.belay.core.history.HistoryRow.State;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final Version TWO = new Version("2");

    @Test
    void upTakesAllThatIsPendingInOrder() {
        Plan plan = plan(three().applied("1"), PlanRequest.up());

        assertThat(versions(plan)).containsExactly("2", "3");
        assertThat(plan.runnable()).isTrue();
    }

    @Test
    void upToAVersionStopsThereAndLeavesRepeatablesOut() {
        Plan plan = plan(three().repeatable("R__x", "x"), PlanRequest.upTo(TWO));

        assertThat(versions(plan)).containsExactly("1", "2");
    }

    @Test
    void onlyTakesOneAndMayBeOutOfOrder() {
        Plan plan = plan(three().applied("3"), PlanRequest.only(TWO));

        assertThat(versions(plan)).containsExactly("2");
        assertThat(plan.problems()).isEmpty();
    }

    @Test
    void anUnknownVersionIsAProblemNotAnEmptyPlan() {
        Plan plan = plan(three(), PlanRequest.upTo(new Version("9")));

        assertThat(causes(plan)).containsExactly("9 NOT_FOUND");
    }

    @Test
    void whatIsAppliedOrPartOfABaselineIsNotRunAgain() {
        Plan plan = plan(three().row("2", State.BASELINE, ""), PlanRequest.up());

        assertThat(versions(plan)).containsExactly("3");
    }

    @Test
    void olderPendingOnesAreEachNamedUnlessAllowed() {
        assertThat(causes(plan(three().applied("3"), PlanRequest.up())))
                .containsExactly("1 OUT_OF_ORDER", "2 OUT_OF_ORDER");
        assertThat(plan(three().applied("3"), PlanRequest.up().allowingOutOfOrder(true))
                        .runnable())
                .isTrue();
    }

    @Test
    void changedAndMissingOnesForbidGoingUp() {
        Plan plan = plan(
                new Standings()
                        .file("1", "new")
                        .row("1", State.APPLIED, "old")
                        .applied("0")
                        .file("2", "b"),
                PlanRequest.up());

        assertThat(causes(plan)).containsExactly("1 CHANGED", "0 MISSING");
        assertThat(plan.problems())
                .allSatisfy(problem -> assertThat(problem.hint()).contains("belay "));
    }

    @Test
    void whatAnotherToolLeftHalfDoneWantsAPerson() {
        assertThat(causes(plan(three().row("1", State.UNFINISHED, ""), PlanRequest.up())))
                .containsExactly("1 UNFINISHED");
    }

    @Test
    void aBrokenRunOfOursIsGoneOnWith() {
        Plan plan = plan(three().fact(progress("1", Direction.UP)), PlanRequest.up());

        assertThat(plan.runnable()).isTrue();
        assertThat(plan.steps().get(0).progress()).isPresent();
    }

    @Test
    void aHalfUndoneOneForbidsGoingUp() {
        Plan plan = plan(three().applied("1").fact(progress("1", Direction.DOWN)), PlanRequest.up());

        assertThat(causes(plan)).containsExactly("1 RESUME");
    }

    @Test
    void downGoesInReverseOrderOfApplication() {
        Standings standings = three().applied("3").applied("1").applied("2");

        assertThat(versions(plan(standings, PlanRequest.down(2)))).containsExactly("2", "1");
        assertThat(versions(plan(standings, PlanRequest.downAll()))).containsExactly("2", "1", "3");
    }

    @Test
    void downToAVersionKeepsIt() {
        Standings standings = three().applied("1").applied("2").applied("3");

        assertThat(versions(plan(standings, PlanRequest.downTo(new Version("1")))))
                .containsExactly("3", "2");
        assertThat(causes(plan(three().applied("1"), PlanRequest.downTo(TWO)))).containsExactly("2 NOT_FOUND");
    }

    @Test
    void downNamesEveryMigrationInTheWayThatHasNoWayBack() {
        Plan plan = plan(
                new Standings()
                        .file("1", "a")
                        .irreversible("2")
                        .applied("1")
                        .applied("0")
                        .applied("2"),
                PlanRequest.downAll());

        assertThat(causes(plan)).containsExactly("2 IRREVERSIBLE", "0 MISSING");
    }

    @Test
    void downSkipsRepeatablesAndAsksForNoMoreThanThereIs() {
        Plan plan =
                plan(three().repeatable("R__x", "x").applied("1").row("R__x", State.APPLIED, "x"), PlanRequest.down(5));

        assertThat(versions(plan)).containsExactly("1");
        assertThat(plan.runnable()).isTrue();
    }

    private static Standings three() {
        return new Standings().file("1", "a").file("2", "b").file("3", "c");
    }

    private static Plan plan(Standings standings, PlanRequest request) {
        return Plan.of(standings.build(), request, Standings.ORDER);
    }

    private static Fact progress(String version, Direction direction) {
        return new Fact(
                new Version(version),
                Optional.empty(),
                Optional.of(new Progress(direction, List.of("hash"), Optional.empty())),
                Optional.empty());
    }

    private static List<String> versions(Plan plan) {
        return plan.steps().stream().map(step -> step.version().text()).toList();
    }

    private static List<String> causes(Plan plan) {
        return plan.problems().stream()
                .map(problem -> problem.version().map(Version::text).orElse("") + " " + problem.cause())
                .toList();
    }
}
