package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.ProgramText;

/** Makes programs of the texts of data migrations. This module has no compiler: whoever has one lends it. */
@FunctionalInterface
public interface Programs {
    /** Where nobody has one. */
    Programs NONE = text -> {
        throw new BelayException(
                Kind.USAGE,
                text.name() + ": nobody here can run a data migration in Java",
                "the command line of Belay can; whoever calls its modules says so where he makes the Workplace");
    };

    /**
     * Compiles the whole text. Nothing of it runs.
     *
     * @throws BelayException of kind USAGE that names file, line and column of the first thing that cannot be understood
     */
    DataProgram compile(ProgramText text);
}
