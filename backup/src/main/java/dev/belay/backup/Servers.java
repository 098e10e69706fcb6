package dev.belay.backup;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells archives of one place apart that are of databases with the same name on different servers. Of an archive that does
 * not say where it is from nothing is known; as long as there is only one server, it is that one's.
 */
public final class Servers {
    private static final String UNKNOWN = "";

    private final List<Shelf> archives;
    private final NavigableSet<String> known = new TreeSet<>();

    private Servers(Collection<Shelf> archives) {
        this.archives = List.copyOf(archives);
        this.archives.forEach(archive -> archive.system().ifPresent(known::add));
    }

    /** Of archives of one name. */
    public static Servers of(Collection<Shelf> archives) {
        return new Servers(archives);
    }

    /** Whether they are of more than one. */
    public boolean several() {
        return known.size() > 1;
    }

    /** The same for whoever is on one of them. */
    private boolean several(Optional<String> own) {
        return several()
                || own.filter(server -> !known.isEmpty() && !known.contains(server))
                        .isPresent();
    }

    /** By which the server of an archive is known. */
    String of(Shelf archive) {
        return archive.system().orElse(several() || known.isEmpty() ? UNKNOWN : known.first());
    }

    /**
     * The archives of one server, in their order.
     *
     * @param own the server's; where that is not known, all if there can be no doubt, or else those of which nothing is known
     */
    public List<Shelf> only(Optional<String> own) {
        if (!several(own)) {
            return archives;
        }
        return archives.stream().filter(archive -> archive.system().equals(own)).toList();
    }
}
