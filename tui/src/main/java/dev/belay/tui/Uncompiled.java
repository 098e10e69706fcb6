package dev.belay.tui;

import dev.belay.core.apply.DataProgram;
import dev.belay.core.apply.DataWork;
import dev.belay.core.apply.Workplace;
import dev.belay.core.migration.ProgramText;

/** A data migration for whoever only looks at what is pending: compiling it takes longer than all else there is to see. */
record Uncompiled(ProgramText text) implements DataProgram {
    /** The same project and database, where no data migration is compiled. */
    static Workplace in(Workplace place) {
        return new Workplace(
                place.database(),
                place.convention(),
                place.journal(),
                place.policy(),
                place.hooks(),
                place.settings(),
                Uncompiled::new);
    }

    @Override
    public boolean portioned() {
        return false;
    }

    @Override
    public void run(DataWork work) {
        throw new IllegalStateException(text.name() + " was not compiled");
    }
}
