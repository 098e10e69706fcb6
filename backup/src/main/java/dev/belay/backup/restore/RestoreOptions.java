package dev.belay.backup.restore;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What of an archive is restored, and how.
 *
 * @param part definitions, rows, or both
 * @param choice which schemas and tables
 * @param target what may be in the database already
 * @param owners whether objects get the owners they had; otherwise whoever restores owns them
 * @param privileges whether grants and default privileges are restored
 * @param tablespaces whether objects go to the tablespaces they were in
 * @param role to work as; objects without owners of their own are then its
 * @param jobs how many sessions work at once
 * @param keepGoing whether what does not depend on a failed object is restored all the same
 * @param analyze whether the planner's statistics are gathered at the end
 * @param withoutTriggers whether rows are loaded with triggers and foreign keys off, which only a superuser may
 * @param missingRoles whether roles that the server lacks are made, without a way to log in: for servers that are ours
 */
public record RestoreOptions(
        Part part,
        EntryChoice choice,
        Target target,
        boolean owners,
        boolean privileges,
        boolean tablespaces,
        Optional<String> role,
        int jobs,
        boolean keepGoing,
        boolean analyze,
        boolean withoutTriggers,
        boolean missingRoles) {
    /** All of it, into an empty database. */
    public static final RestoreOptions DEFAULT = new RestoreOptions(
            Part.ALL,
            EntryChoice.EVERYTHING,
            Target.EMPTY,
            true,
            true,
            true,
            Optional.empty(),
            2,
            false,
            true,
            false,
            false);

    public RestoreOptions {
        requireNonNull(part, "part");
        requireNonNull(choice, "choice");
        requireNonNull(target, "target");
        if (jobs < 1) {
            throw new IllegalArgumentException("a restore needs at least one session, not " + jobs);
        }
    }

    /** What of the objects. */
    public enum Part {
        ALL,
        SCHEMA,
        DATA
    }

    /** What may be in the database before. */
    public enum Target {
        /** Nothing: anything else is refused. */
        EMPTY,
        /** What the archive has is dropped first, all of it or nothing. Of rows alone: the tables are emptied. */
        CLEANED,
        /** Anything; what is restored comes beside it, and an object that is there already is an error. */
        AS_IS
    }

    public RestoreOptions with(Part other) {
        return changed(options -> options.part = other);
    }

    public RestoreOptions with(EntryChoice other) {
        return changed(options -> options.choice = other);
    }

    public RestoreOptions with(Target other) {
        return changed(options -> options.target = other);
    }

    public RestoreOptions withJobs(int number) {
        return changed(options -> options.jobs = number);
    }

    /**
     * For a database that nobody else will use.
     *
     * @param ownServer whether nobody else uses its server either: then roles are made there, and tablespaces are not
     */
    public RestoreOptions forScratch(boolean ownServer) {
        return changed(options -> {
            options.tablespaces &= !ownServer;
            options.analyze = false;
            options.missingRoles = ownServer;
        });
    }

    /** Whoever restores owns everything, and nothing is granted. */
    public RestoreOptions withoutOwners() {
        return changed(options -> {
            options.owners = false;
            options.privileges = false;
        });
    }

    public RestoreOptions keepingGoing() {
        return changed(options -> options.keepGoing = true);
    }

    private RestoreOptions changed(Consumer<Change> change) {
        Change copy = new Change(this);
        change.accept(copy);
        return copy.made();
    }

    /** A copy that is not finished yet. */
    private static final class Change {
        private final Optional<String> role;
        private final boolean withoutTriggers;
        private Part part;
        private EntryChoice choice;
        private Target target;
        private boolean owners;
        private boolean privileges;
        private boolean tablespaces;
        private int jobs;
        private boolean keepGoing;
        private boolean analyze;
        private boolean missingRoles;

        Change(RestoreOptions of) {
            role = of.role;
            withoutTriggers = of.withoutTriggers;
            part = of.part;
            choice = of.choice;
            target = of.target;
            owners = of.owners;
            privileges = of.privileges;
            tablespaces = of.tablespaces;
            jobs = of.jobs;
            keepGoing = of.keepGoing;
            analyze = of.analyze;
            missingRoles = of.missingRoles;
        }

        RestoreOptions made() {
            return new RestoreOptions(
                    part,
                    choice,
                    target,
                    owners,
                    privileges,
                    tablespaces,
                    role,
                    jobs,
                    keepGoing,
                    analyze,
                    withoutTriggers,
                    missingRoles);
        }
    }
}
