package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.tui.terminal.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CockpitTest {
    /** A screen that says its name, or breaks. */
    private record Said(String name, List<Action> actions, Optional<RuntimeException> mistake) implements View {
        @Override
        public String purpose() {
            return "say something";
        }

        @Override
        public void tick(Instant now) {}

        @Override
        public void draw(Canvas canvas) {
            canvas.put(0, 0, Ink.NORMAL, "half of " + name);
            mistake.ifPresent(why -> {
                throw why;
            });
        }

        @Override
        public boolean take(String key) {
            return false;
        }
    }

    private final Dialogs dialogs = new Dialogs();
    private final IdleHands hands = new IdleHands();

    private Cockpit cockpit(View... views) {
        return new Cockpit(
                () -> new Head(List.of("dev"), false, List.of()),
                List.of(views),
                dialogs,
                hands,
                Optional::empty,
                false);
    }

    private static List<Action> actions(int count) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            actions.add(Action.here(String.valueOf((char) ('a' + i)), "do nothing " + i, "Nothing.", () -> {}));
        }
        return actions;
    }

    @Test
    void aScreenThatCannotBeDrawnSaysSoAndTheOthersGoOn() {
        Cockpit cockpit = cockpit(
                new Said("Broken", List.of(), Optional.of(new IllegalStateException("no such thing"))),
                new Said("Whole", List.of(), Optional.empty()));
        Sheet sheet = new Sheet(80, 24);
        dialogs.complain("told below");

        sheet.draw(canvas -> assertThatThrownBy(() -> cockpit.draw(canvas)).hasMessage("no such thing"));

        assertThat(sheet.text())
                .contains("This screen cannot be drawn", "no such thing", "told below", "? help", "2 Whole")
                .doesNotContain("half of");
        cockpit.take(new Input.Key("2"));
        assertThat(sheet.draw(cockpit::draw).text()).contains("half of Whole");
    }

    @Test
    void whatIsAboutTheTerminalWorksInWindowsToo() {
        Cockpit cockpit = cockpit(new Said("One", List.of(), Optional.empty()));
        dialogs.ask("Undo?", List.of(), "Undo", () -> {});

        cockpit.take(new Input.Key("ctrl-z"));
        cockpit.take(new Input.Key("ctrl-l"));

        assertThat(hands.asked).containsExactly("suspend", "redraw");
        assertThat(dialogs.busy()).isTrue();
    }

    @Test
    void whatIsReadInAWindowIsCopiedButAQuestionTakesThatKeyForYes() {
        Cockpit cockpit = cockpit(new Said("One", List.of(), Optional.empty()));
        Sheet sheet = new Sheet(80, 24);
        dialogs.show("Plan", List.of(Line.of("first").and(" of two"), Line.of("second")));

        cockpit.take(new Input.Key("y"));
        assertThat(hands.asked).containsExactly("copy first of two\nsecond\n");
        assertThat(sheet.draw(cockpit::draw).text()).contains("y copies it", "copied: first of two");

        cockpit.take(new Input.Key("esc"));
        dialogs.ask("Undo?", List.of(), "Undo", () -> hands.asked.add("yes"));
        cockpit.take(new Input.Key("y"));
        assertThat(hands.asked).endsWith("yes");
    }

    @Test
    void whatIsTooLongForTheClipboardIsNotSaidToBeCopied() {
        Cockpit cockpit = cockpit(new Said("One", List.of(), Optional.empty()));

        cockpit.copy("a line of the log\n".repeat(5_000));

        assertThat(new Sheet(80, 24).draw(cockpit::draw).text()).contains("copied the first 3888 of 5000 lines");
    }

    @Test
    void keysForWhichThereIsNoRoomLeaveASign() {
        assertThat(foot(actions(2))).contains("a do nothing 0  b do nothing 1").doesNotContain("…");
        assertThat(foot(actions(9))).contains("a do nothing 0", "…", "? help").doesNotContain("i do nothing 8");
    }

    private String foot(List<Action> actions) {
        Cockpit cockpit = cockpit(new Said("One", actions, Optional.empty()));
        List<String> lines =
                new Sheet(80, 24).draw(cockpit::draw).text().lines().toList();
        return lines.get(lines.size() - 1);
    }

    /** Presses the mouse where a text is seen. */
    private static void click(Cockpit cockpit, Sheet sheet, String text) {
        List<String> lines = sheet.draw(cockpit::draw).text().lines().toList();
        int row = IntStream.range(0, lines.size())
                .filter(y -> lines.get(y).contains(text))
                .findFirst()
                .orElseThrow();
        cockpit.take(new Input.Mouse(Input.Gesture.PRESS, lines.get(row).indexOf(text), row));
    }

    @Test
    void keysThatAreShownAreThereForTheMouse() {
        Sheet sheet = new Sheet(80, 24);
        List<Action> actions = List.of(
                Action.here("a", "act", "Acts.", () -> hands.asked.add("act")),
                Action.here("b", "brake", "Brakes.", () -> hands.asked.add("brake"))
                        .unless(() -> Optional.of("nothing moves")));
        Cockpit cockpit =
                cockpit(new Said("One", actions, Optional.empty()), new Said("Two", actions(1), Optional.empty()));

        click(cockpit, sheet, "act");
        click(cockpit, sheet, "b brake");
        assertThat(sheet.draw(cockpit::draw).text()).contains("brake: nothing moves");
        click(cockpit, sheet, "Two");
        assertThat(sheet.draw(cockpit::draw).text()).contains("half of Two").doesNotContain("nothing moves");
        click(cockpit, sheet, "half of");
        click(cockpit, sheet, "help");

        assertThat(hands.asked).containsExactly("act");
        assertThat(sheet.draw(cockpit::draw).text()).contains("Two: say something");
    }

    @Test
    void aQuestionIsAnsweredAndAnEntryTakenWithTheMouse() {
        Sheet sheet = new Sheet(80, 24);
        Cockpit cockpit = cockpit(new Said("One", actions(2), Optional.empty()));
        dialogs.ask("Undo?", List.of(Line.of("the last one")), "Undo", () -> hands.asked.add("yes"));

        click(cockpit, sheet, "the last one");
        assertThat(dialogs.busy()).isTrue();
        click(cockpit, sheet, " No ");
        assertThat(dialogs.busy()).isFalse();
        dialogs.ask("Undo?", List.of(), "Undo", () -> hands.asked.add("yes"));
        click(cockpit, sheet, " Undo  ");
        assertThat(dialogs.busy()).isFalse();

        dialogs.choose("Which?", List.of("first", "second"), Line::of, hands.asked::add);
        click(cockpit, sheet, "second");
        assertThat(hands.asked).containsExactly("yes");
        click(cockpit, sheet, "second");
        assertThat(hands.asked).containsExactly("yes", "second");
    }
}
