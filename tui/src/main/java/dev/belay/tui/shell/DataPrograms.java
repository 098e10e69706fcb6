package dev.belay.tui.shell;

import dev.belay.core.apply.DataProgram;
import dev.belay.core.apply.DataWork;
import dev.belay.core.apply.Programs;
import dev.belay.core.migration.ProgramText;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compiles data migrations with JShell, each text once: a plan is made more than once before it runs. */
public final class DataPrograms implements Programs {
    /** So many are kept: whoever edits one again and again on a screen does not need the older ones. */
    private static final int KEPT = 64;

    private final Map<ProgramText, Compiled> compiled = new LinkedHashMap<>();
    private final ProgramCache programs;

    public DataPrograms(ProgramCache programs) {
        this.programs = programs;
    }

    @Override
    public synchronized DataProgram compile(ProgramText text) {
        Compiled known = compiled.get(text);
        if (known == null) {
            ScriptText script = new ScriptText(text.name(), text.text());
            Program program = programs.program(script, Prelude.DATA, text.entry());
            program.requireNoEnd("leave its methods, or throw an exception");
            known = new Compiled(program, text.variables());
            if (compiled.size() == KEPT) {
                compiled.remove(compiled.keySet().iterator().next());
            }
            compiled.put(text, known);
        }
        return known;
    }

    /** Understood, and ready to run. */
    private record Compiled(Program program, Map<String, String> variables) implements DataProgram {
        @Override
        public boolean portioned() {
            return program.reaches(Batches.class);
        }

        @Override
        public void run(DataWork work) throws SQLException {
            DataSession.bind(new DataBench(work, variables));
            try {
                program.migrate();
            } finally {
                DataSession.bind(null);
            }
        }
    }
}
