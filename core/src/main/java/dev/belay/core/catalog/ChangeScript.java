package dev.belay.core.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Changes as a script that psql, or Belay's own executor, runs in the database that shall change. Nothing in it depends on
 * when it was written.
 */
public final class ChangeScript {
    /** Under which every text means what the server has printed; limits of time stay those of whoever runs it. */
    private static final String SETTINGS = """
            SET client_encoding = 'UTF8';
            SET standard_conforming_strings = on;
            SELECT pg_catalog.set_config('search_path', '', false);
            SET check_function_bodies = false;
            SET xmloption = content;
            """;

    private final Appendable out;

    private ChangeScript(Appendable out) {
        this.out = out;
    }

    /**
     * Where a script comes from.
     *
     * @param maker the tool and its version, such as {@code Belay 0.1.0}
     * @param before what has the first schema; without secrets
     * @param after what has the second one; without secrets
     * @param major the major version of the server of the first one
     */
    public record Origin(String maker, String before, String after, int major) {}

    public static void write(SchemaChanges changes, Origin origin, Appendable out) throws IOException {
        ChangeScript script = new ChangeScript(out);
        script.header(changes, origin);
        if (!changes.steps().isEmpty()) {
            out.append('\n').append(SETTINGS);
            script.steps(changes.steps());
        }
    }

    private void header(SchemaChanges changes, Origin origin) throws IOException {
        comment("What leads from " + origin.before());
        comment("to " + origin.after());
        comment("written by " + origin.maker() + " for PostgreSQL " + origin.major());
        if (changes.steps().isEmpty()) {
            comment(changes.unsaid().isEmpty() ? "There is no difference." : "No statement is safe to write down.");
        } else if (changes.steps().stream().anyMatch(SchemaChanges.Step::ownCommit)) {
            comment("Not for one transaction: commit after each ADD VALUE. The rest can run in one.");
        } else {
            comment("Everything can run in one transaction.");
        }
        for (SchemaChanges.Unsaid one : changes.unsaid()) {
            comment("not written down: " + one.object() + ": " + one.why());
        }
    }

    private void steps(List<SchemaChanges.Step> steps) throws IOException {
        String heading = "";
        for (SchemaChanges.Step step : steps) {
            String own = step.deed().name().toLowerCase(Locale.ROOT) + " " + step.object();
            if (!own.equals(heading)) {
                heading = own;
                out.append('\n');
                comment(own);
            }
            if (step.caution().isPresent()) {
                comment(step.caution().get());
            }
            out.append(step.sql());
        }
    }

    private void comment(String text) throws IOException {
        out.append(SchemaScript.comment(text));
    }
}
