package dev.belay.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialogsTest {
    private final Dialogs dialogs = new Dialogs();
    private final List<String> heard = new ArrayList<>();

    private void press(String... keys) {
        List.of(keys).forEach(dialogs::take);
    }

    private void type(String text) {
        text.chars().forEach(c -> press(String.valueOf((char) c)));
    }

    private String seen() {
        return new Sheet(80, 12).draw(dialogs::draw).text();
    }

    @Test
    void whoeverDoesNotReadAQuestionSaysNo() {
        dialogs.ask("Undo?", List.of(Line.of("the last migration")), "Undo", () -> heard.add("yes"));
        assertThat(seen()).contains("Undo?", "the last migration", " No ", "y undo");

        press("enter");

        assertThat(heard).isEmpty();
        assertThat(dialogs.busy()).isFalse();
    }

    @Test
    void yesIsSaidOnPurpose() {
        dialogs.ask("Undo?", List.of(), "Undo", () -> heard.add("y"));
        press("y");
        dialogs.ask("Undo?", List.of(), "Undo", () -> heard.add("tab"));
        press("tab", "enter");
        dialogs.ask("Undo?", List.of(), "Undo", () -> heard.add("esc"));
        press("tab", "esc");

        assertThat(heard).containsExactly("y", "tab");
    }

    @Test
    void aNameHasToBeTypedInFull() {
        dialogs.askForName("Restore", List.of(Line.of("drops it")), "database", "shop", () -> heard.add("yes"));

        press("enter", "y", "enter");
        assertThat(seen()).contains("Type the name of the database, shop, to go on:", "that is not its name");
        press("backspace");
        type("Shop");
        press("enter");
        assertThat(heard).isEmpty();
        press("ctrl-u");
        type("shop");
        press("enter");

        assertThat(heard).containsExactly("yes");
        assertThat(dialogs.busy()).isFalse();
    }

    @Test
    void whatIsAgreedToIsSaidInFull() {
        String consequence =
                "Its statement is cancelled; its session stays, and a transaction of it is aborted by that.";
        dialogs.askForName("Cancel", List.of(Line.of(consequence)), "environment", "prod", () -> {});
        assertThat(seen()).contains("│ aborted by that.");
        press("esc");

        dialogs.ask("Cancel", List.of(Line.of(Ink.STRONG, "  " + consequence).and(" Still?")), "Cancel", () -> {});

        assertThat(seen()).contains("  Its statement", "  aborted by that. Still?");
    }

    @Test
    void whatIsReadIsNotCutOff() {
        dialogs.show("Refused", List.of(Line.of("the way out is long ".repeat(5) + "and ends here")));

        assertThat(seen()).contains("and ends here").doesNotContain("…");
    }

    @Test
    void aWindowInWhichSomethingBreaksIsClosed() {
        dialogs.ask("Undo?", List.of(), "Undo", () -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> press("y")).hasMessage("broken");

        assertThat(dialogs.busy()).isFalse();
    }

    @Test
    void aNameCannotBePasted() {
        dialogs.askForName("Restore", List.of(), "database", "shop", () -> heard.add("yes"));

        dialogs.paste("shop");
        press("enter");

        assertThat(heard).isEmpty();
    }

    @Test
    void aTextIsEditedAndMayBePasted() {
        dialogs.askForText("New", "Title:", "add", heard::add);

        dialogs.paste("_x\nsecond line");
        press("home", "delete", "A", "end", "space", "y", "left", "backspace", "enter");

        assertThat(heard).containsExactly("Add_xy");
    }

    @Test
    void anEntryIsFoundByTyping() {
        dialogs.choose("Which?", List.of("apple", "banana", "cherry"), Line::of, heard::add);

        type("na");
        assertThat(seen()).contains("banana").doesNotContain("apple", "cherry");
        press("enter");

        assertThat(heard).containsExactly("banana");
    }

    @Test
    void whereNothingIsFoundThereIsNothingToTake() {
        dialogs.choose("Which?", List.of("apple", "banana"), Line::of, heard::add);

        press("j", "enter");
        assertThat(dialogs.busy()).isTrue();
        assertThat(seen()).contains("nothing is called that");
        press("backspace", "down", "enter");

        assertThat(heard).containsExactly("banana");
    }

    @Test
    void wordsFindInAnyOrderAndLettersHereAndThereDoNot() {
        dialogs.choose(
                "Which?",
                List.of("plan shows all locks of a rewrite", "see slow commands", "stop a slow one"),
                Line::of,
                heard::add);

        type("slow");
        assertThat(seen()).contains("see slow commands", "stop a slow one").doesNotContain("plan");
        dialogs.take(new dev.belay.tui.terminal.Input.Key("space").name());
        type("see");
        press("enter");

        assertThat(heard).containsExactly("see slow commands");
    }

    @Test
    void scatteredLettersFindToo() {
        dialogs.choose("Which?", List.of("down to here", "up to here"), Line::of, heard::add);

        type("upt");
        press("enter");

        assertThat(heard).containsExactly("up to here");
    }
}
