package dev.belay.tui.screen;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that can be done on a screen. One list of them makes the keys, the footer, the help, the palette and the table
 * of keys in docs/.
 *
 * @param key the stroke that does it, as {@code Input.Key} names it
 * @param label a word or two for the footer
 * @param help one sentence for the help
 * @param twin the command line that does the same, with capitals for what is chosen on the screen; empty where it only
 *     concerns the screen
 * @param effect what it may do to a database
 * @param command the twin for what is chosen now
 * @param whyDisabled why it cannot be done now; empty when it can
 * @param run does it, on the thread of the screen
 */
public record Action(
        String key,
        String label,
        String help,
        String twin,
        Effect effect,
        Supplier<String> command,
        Supplier<Optional<String>> whyDisabled,
        Runnable run) {
    /** What an action may do to a database. */
    public enum Effect {
        /** Nothing. */
        LOOK,
        /** It changes something: refused when only reading is allowed. */
        CHANGE,
        /** It takes something away; never without a question. */
        DESTROY
    }

    /** One that only concerns the screen. */
    public static Action here(String key, String label, String help, Runnable run) {
        return new Action(key, label, help, "", Effect.LOOK, () -> "", Optional::empty, run);
    }

    /** One that a command does too. */
    public static Action command(String key, String label, String help, String twin, Runnable run) {
        return new Action(key, label, help, twin, Effect.LOOK, () -> twin, Optional::empty, run);
    }

    public Action with(Effect other) {
        return new Action(key, label, help, twin, other, command, whyDisabled, run);
    }

    /** The same with a command that knows what is chosen. */
    public Action saying(Supplier<String> other) {
        return new Action(key, label, help, twin, effect, other, whyDisabled, run);
    }

    /** The same, which for some more reasons cannot be done. */
    public Action unless(Supplier<Optional<String>> reason) {
        return new Action(
                key, label, help, twin, effect, command, () -> whyDisabled.get().or(reason), run);
    }
}
