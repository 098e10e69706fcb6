package dev.belay.core.migration;

import dev.belay.core.script.Script;
import java.util.Optional;

/**
 * What one direction of a migration runs: its script, with variables filled in, or its program.
 *
 * @param script the text, cut into statements; one without statements where a program runs
 * @param mode what the file or its convention says about transactions
 * @param program what runs in the place of statements
 */
public record Body(Script script, Mode mode, Optional<ProgramText> program) {
    /** Of SQL. */
    public Body(Script script, Mode mode) {
        this(script, mode, Optional.empty());
    }

    /** Of Java. */
    public static Body of(ProgramText program) {
        return new Body(Script.parse(program.name(), ""), Mode.AUTO, Optional.of(program));
    }

    /** All that decides what runs. */
    public String text() {
        return program.map(ProgramText::identity).orElseGet(script::text);
    }

    /** Whether there is nothing to run. */
    public boolean isEmpty() {
        return program.isPresent()
                ? program.get().text().isBlank()
                : script.executable().isEmpty();
    }

    /** What was said about transactions. */
    public enum Mode {
        /** Nothing: the statements decide. */
        AUTO,
        /** A directive: each statement on its own. */
        NO_TRANSACTION
    }
}
