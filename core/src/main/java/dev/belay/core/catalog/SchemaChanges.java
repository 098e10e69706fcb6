package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What leads from one schema to another, as statements, as far as they can be written down without guessing and lose
 * nothing but what goes by its own name. Where nothing is unsaid, a database of the first schema has the second one after
 * the steps were run in their order.
 *
 * @param unsaid the differences that remain, and why no statement is written for them
 */
public record SchemaChanges(List<Step> steps, List<Unsaid> unsaid) {
    public SchemaChanges {
        steps = List.copyOf(steps);
        unsaid = List.copyOf(unsaid);
    }

    /**
     * One thing that is done.
     *
     * @param sql one or several statements, each with its semicolon and newline
     * @param caution what somebody should know before it is run, in one line
     * @param ownCommit whether what it does can be used only once it is committed
     */
    public record Step(Deed deed, ObjectId object, String sql, Optional<String> caution, boolean ownCommit) {}

    /** What is done with the object of a step. */
    public enum Deed {
        DROP,
        CREATE,
        /** It is dropped earlier and created later, since something it hangs on is another. */
        REPLACE,
        ALTER
    }

    /** A difference for which no statement is written; the text says which and why, in one line. */
    public record Unsaid(ObjectId object, String why) {}

    /**
     * Decides without a connection.
     *
     * @param difference of these two catalogs: only what is in it counts
     * @param ignored what was left out of the difference; objects that are made anew keep it as it was
     */
    public static SchemaChanges of(
            Catalog before, Catalog after, SchemaDiff difference, Set<Described.Aspect> ignored) {
        String name = before.properties().map(DatabaseProperties::name).orElse("");
        Verdicts verdicts =
                Verdicts.of(new Comparison(before.compared(name), after.compared(name), difference, ignored));
        return new SchemaChanges(new ChangeOrder(verdicts).steps(), verdicts.unsaid());
    }
}
