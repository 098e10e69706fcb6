package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.List;

/**
 * What is in the folder of a project, for whoever only wants to look: one file that cannot be read hides none of the
 * others.
 *
 * @param migrations those that could be read, in the order of application
 * @param unreadable the others, in the same order
 */
public record Listing(List<Migration> migrations, List<Unreadable> unreadable) {
    public Listing {
        migrations = List.copyOf(migrations);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A file of which nothing but its name is known.
     *
     * @param why what was thrown when it was read
     */
    public record Unreadable(Version version, String title, BelayException why) {}

    /** All migrations, if each of them could be read. */
    List<Migration> whole() {
        unreadable.stream().findFirst().ifPresent(file -> {
            throw file.why();
        });
        return migrations;
    }
}
