package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a script or an archive: what is run, and what a table of contents says about it.
 *
 * @param object the object it makes, completes or says something about
 * @param description the sort of entry, in the words of PostgreSQL's archives: {@code TABLE}, {@code ACL}, {@code COMMENT}
 * @param tag the object, in the words of PostgreSQL's archives: {@code COLUMN users.email}
 * @param pass privileges come when all objects are there, and event triggers and refreshes last of all
 * @param create one or several statements, each with its semicolon and newline
 * @param drop the statement that takes it away; empty for what goes with its object
 * @param owner the role that shall own the object; empty where it has none
 * @param setOwner {@code ALTER … OWNER TO …;}, run after {@code create}; empty for all but the entry that makes the object
 * @param tablespace as {@code default_tablespace} must be while it runs; empty where that has no meaning
 * @param accessMethod as {@code default_table_access_method} must be while it runs; empty where that has no meaning
 * @param needs the entries that must have run, by their number in the list
 */
public record Creation(
        ObjectId object,
        String description,
        String tag,
        Section section,
        Pass pass,
        String create,
        String drop,
        Optional<String> owner,
        String setOwner,
        Optional<String> tablespace,
        Optional<String> accessMethod,
        List<Integer> needs) {
    public Creation {
        needs = List.copyOf(needs);
    }

    /** An entry that waits for nothing yet. */
    public Creation(
            ObjectId object,
            String description,
            String tag,
            Section section,
            Pass pass,
            String create,
            String drop,
            Optional<String> owner,
            String setOwner,
            Optional<String> tablespace,
            Optional<String> accessMethod) {
        this(
                object,
                description,
                tag,
                section,
                pass,
                create,
                drop,
                owner,
                setOwner,
                tablespace,
                accessMethod,
                List.of());
    }

    /** The same entry of a whole that is kept: what takes it away, and the entries that it waits for. */
    Creation kept(String drop, List<Integer> needs) {
        return new Creation(
                object,
                description,
                tag,
                section,
                pass,
                create,
                drop,
                owner,
                setOwner,
                tablespace,
                accessMethod,
                needs);
    }

    /** When within a restore the entry runs. */
    public enum Pass {
        MAIN,
        PRIVILEGES,
        LATE
    }
}
