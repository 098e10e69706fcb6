package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
final class ConsentTest {
    @TempDir
    private Path folder;

    private Desk desk;
    private TestDatabase database;

    @BeforeEach
    void applied(TestDatabase given) {
        database = given;
        desk = Desk.plain(folder, database).migration("001_author", "CREATE TABLE author ()", "DROP TABLE author");
    }

    private boolean there() {
        return database.tables().contains("public.author");
    }

    @Test
    void upNeedsNoneWhereNothingIsProtected() {
        assertThat(desk.run("up").exit()).isZero();
        assertThat(there()).isTrue();
    }

    @Test
    void upOnAProtectedEnvironmentNeedsMoreThanAYes() {
        Desk.Seen seen = desk.run("up", "--env=prod", "--yes");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err())
                .contains("apply 1 migration: this needs the name of the environment \"prod\" as confirmation")
                .containsPattern("hint: add --confirm=prod, or look at belay plan and add --approve=[0-9a-f]{12};"
                        + " --yes is not enough here");
        assertThat(there()).isFalse();
    }

    @Test
    void upOnAProtectedEnvironmentRunsWithItsNameOrWithThePlan() {
        assertThat(desk.run("up", "--env=prod", "--confirm=dev").exit()).isEqualTo(2);
        assertThat(there()).isFalse();
        assertThat(desk.run("up", "--env=prod", "--confirm=prod").exit()).isZero();
        assertThat(there()).isTrue();

        desk.run("down", "--env=prod", "--confirm=prod");
        String hash = (String) desk.run("plan", "--env=prod", "--json").json().get("plan");
        assertThat(desk.run("up", "--env=prod", "--approve", hash).exit()).isZero();
        assertThat(there()).isTrue();
    }

    @Test
    void anotherPlanThanTheApprovedOneIsNotRun() {
        String hash = (String) desk.run("plan", "--env=prod", "--json").json().get("plan");
        desk.migration("002_book", "CREATE TABLE book ()", "DROP TABLE book");

        Desk.Seen seen = desk.run("up", "--env=prod", "--approve", hash);

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("the plan is not the one that was approved");
        assertThat(there()).isFalse();
    }

    @Test
    void theNameCanBeTyped() {
        Desk.Seen wrong = desk.answering("staging").run("up", "--env=prod");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).endsWith("belay: not confirmed: nothing was done\n");
        assertThat(there()).isFalse();

        Desk.Seen right = desk.answering("prod").run("up", "--env=prod");
        assertThat(right.exit()).isZero();
        assertThat(right.err()).contains("""
                apply 1 migration
                  host         %s:%d
                  database     %s
                  environment  prod (protected)
                Type the name of the environment, prod, to go on:\s""".formatted(
                        database.server().host(), database.server().port(), database.name()));
        assertThat(there()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " YES "})
    void downAsksAndAYesIsAYes(String answer) {
        desk.run("up");

        Desk.Seen seen = desk.answering(answer).run("down");

        assertThat(seen.exit()).isZero();
        assertThat(seen.err()).contains("  undo 001_author", "environment  dev", "Go on? [y/N] ");
        assertThat(there()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "no", "yup", "001_author"})
    void everythingElseIsANo(String answer) {
        desk.run("up");

        assertThat(desk.answering(answer).run("down").exit()).isEqualTo(2);
        assertThat(there()).isTrue();
    }

    @Test
    void theEndOfTheInputIsANo() {
        desk.run("up");

        assertThat(desk.answering().run("down").exit()).isEqualTo(2);
        assertThat(there()).isTrue();
    }

    @Test
    void whereNobodyIsTheOptionIsNamed() {
        desk.run("up");

        Desk.Seen seen = desk.run("down");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err())
                .endsWith("belay: undo 1 migration: this needs a yes, and nobody is here to say it\nhint: add --yes\n");
        assertThat(there()).isTrue();
    }

    @Test
    void aNameIsAsGoodAsAYesAndAWrongOneIsANo() {
        desk.run("up");

        assertThat(desk.run("down", "--yes", "--confirm=prod").exit()).isEqualTo(2);
        assertThat(there()).isTrue();
        assertThat(desk.run("down", "--confirm=dev").exit()).isZero();
        desk.run("up");
        assertThat(desk.run("down", "--confirm=" + database.name()).exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "down --yes",
                "redo --yes",
                "resolve --rolled-back 001_author --reason x --yes",
                "repair 001_author --reason x --yes",
                "baseline 001_author --reason x --yes",
                "seed --yes"
            })
    void whatChangesAProtectedEnvironmentNeedsItsName(String line) {
        desk.file("belay.yaml", """
                project: shop
                convention: plain
                order: [001_author.sql]
                seed: [seeds/one.sql]
                environments: {prod: {url: "${DATABASE_URL}", protected: true}}
                """).file("seeds/one.sql", "CREATE TABLE seeded ()");
        desk.run("up", "--confirm=prod");

        Desk.Seen seen = desk.run(line.split(" "));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("add --confirm=prod; --yes is not enough here");
        assertThat(there()).isTrue();
        assertThat(database.tables()).doesNotContain("public.seeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "baseline 001_author --reset-history --reason x"})
    void whatForgetsEverythingIsRefusedOnAProtectedEnvironment(String line) {
        desk.run("up", "--env=prod", "--confirm=prod");

        Desk.Seen seen = desk.run((line + " --env=prod --confirm=" + database.name()).split(" "));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("environment \"prod\" is protected");
        assertThat(there()).isTrue();
    }
}
