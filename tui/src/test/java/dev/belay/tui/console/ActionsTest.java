package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.belay.tui.cli.CommandLineFace;
import dev.belay.tui.cli.CommandLines;
import dev.belay.tui.cli.Verb;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.View;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done: no two things by one key, each with a command that there is, and all of them in docs/tui.md. */
final class ActionsTest {
    /** How a list is walked through: on every screen with one. */
    private static final Set<String> WALKING = Set.of(
            "up", "down", "j", "k", "g", "G", "pgup", "pgdn", "home", "end", "left", "right", "h", "l", "tab", "esc",
            "enter");

    /** Words with bars between, also where the first of them has an argument: {@code --create NAME|--clean}. */
    private static final Pattern CHOICE = Pattern.compile("(?:--\\w+ [A-Z]+|[\\w-]+)(?:\\|[\\w-]+)+");

    @TempDir
    private Path folder;

    private Rig rig() {
        return Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open();
    }

    @Test
    void noTwoActionsOfAScreenHaveOneKey() {
        try (Rig rig = rig()) {
            for (View view : rig.cockpit().views()) {
                Set<String> keys = new HashSet<>(WALKING);
                List<Action> all = new ArrayList<>(view.actions());
                all.addAll(rig.cockpit().everywhere());
                // Those that are named for whoever searches how to move.
                keys.removeAll(Set.of("tab", "pgdn"));
                for (Action action : all) {
                    assertThat(action.key().isEmpty() || keys.add(action.key()))
                            .as(view.name() + ": " + action.key() + " " + action.label())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyTwinIsAVerbThatThereIs() {
        try (Rig rig = rig()) {
            for (View view : rig.cockpit().views()) {
                for (Action action : view.actions()) {
                    for (String verb : verbs(action.twin())) {
                        assertThat(run("help", verb)).as(action.twin()).contains("Usage: belay " + verb);
                    }
                }
            }
        }
    }

    @Test
    void everyTwinIsACommandLineThatBelayUnderstands() {
        try (Rig rig = rig()) {
            List<Action> all = new ArrayList<>(rig.cockpit().everywhere());
            rig.cockpit().views().forEach(view -> all.addAll(view.actions()));
            all.addAll(rig.cockpit().inShell());
            List<String> twins = all.stream()
                    .flatMap(action -> Stream.of(action.twin(), action.command().get()))
                    .flatMap(twin -> Stream.of(twin.split("; ", -1)))
                    .filter(twin -> !twin.isEmpty())
                    .flatMap(twin -> each(twin).stream())
                    .toList();

            assertThat(twins)
                    .hasSizeGreaterThan(70)
                    .allSatisfy(twin -> assertThatCode(
                                    () -> CommandLines.parse(folder, twin.replaceFirst("^belay ", "")))
                            .as(twin)
                            .doesNotThrowAnyException());
        }
    }

    /** One for each choice that is written with bars between: {@code a|b} are two. */
    private static List<String> each(String twin) {
        Matcher choice = CHOICE.matcher(twin);
        return choice.find()
                ? Arrays.stream(choice.group().split("\\|", -1))
                        .flatMap(one ->
                                each(twin.substring(0, choice.start()) + one + twin.substring(choice.end())).stream())
                        .toList()
                : List.of(twin);
    }

    @Test
    void everyVerbIsOnAScreenOrIsNamedAsOneForTheShell() {
        try (Rig rig = rig()) {
            Set<String> found = new HashSet<>(Set.of("tui", "help", "completion", "demo"));
            rig.cockpit()
                    .views()
                    .forEach(view -> view.actions().forEach(action -> found.addAll(List.of(verbs(action.twin())))));
            rig.cockpit().inShell().forEach(action -> found.addAll(List.of(verbs(action.twin()))));
            // Another name of rehearse.
            found.add("test");

            assertThat(dev.belay.tui.Main.verbs(null).stream().map(Verb::name)).allMatch(found::contains);
        }
    }

    private static String[] verbs(String twin) {
        return Arrays.stream(twin.split("; ", -1))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split(" ", -1)[1])
                .toArray(String[]::new);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        new CommandLineFace(
                        dev.belay.tui.Main.verbs(null),
                        new PrintWriter(out, true),
                        new PrintWriter(new StringWriter(), true))
                .run(arguments);
        return out.toString();
    }

    @Test
    void whatChangesSomethingHasACommandAndASentence() {
        try (Rig rig = rig()) {
            for (View view : rig.cockpit().views()) {
                for (Action action : view.actions()) {
                    assertThat(action.help()).as(action.label()).endsWith(".");
                    assertThat(action.effect() == Action.Effect.LOOK
                                    || !action.twin().isEmpty())
                            .as(action.label())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theDocumentationHasTheTableOfKeys() throws Exception {
        try (Rig rig = rig()) {
            String table = KeyTable.of(rig.cockpit());
            Path document = Path.of(System.getProperty("belay.root", "..")).resolve("docs/tui.md");

            assertThat(Files.readString(document))
                    .as("paste this into docs/tui.md:\n" + table)
                    .contains(table);
        }
    }
}
