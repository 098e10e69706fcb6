package dev.belay.backup.restore;

import dev.belay.backup.Manifest;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Compares the fingerprint of the schema with the manifest's, where both can be the same. */
final class SchemaProof {
    private static final ObjectId PUBLIC = ObjectId.of(ObjectType.SCHEMA, "", "public");

    private static final ObjectId PLPGSQL = ObjectId.of(ObjectType.EXTENSION, "", "plpgsql");

    /** What a new database has although the archive may not: one of a part, or of a database that dropped it. */
    private static final List<Set<ObjectId>> BESIDES =
            List.of(Set.of(), Set.of(PUBLIC), Set.of(PLPGSQL), Set.of(PUBLIC, PLPGSQL));

    private SchemaProof() {}

    /** What differs; empty where nothing could be compared, which the notes then explain. */
    static Optional<List<String>> of(
            ArchiveSource archive, RestoreOptions options, Connection connection, Consumer<String> notes)
            throws SQLException {
        if (!options.owners() || !options.privileges() || lacksTablespaces(archive, options)) {
            notes.accept("the schema is not compared: owners, privileges or tablespaces were left out");
            return Optional.empty();
        }
        Optional<Fingerprint> wanted =
                archive.manifest().flatMap(Manifest::fingerprint).flatMap(Fingerprint::parse);
        if (wanted.isEmpty()) {
            notes.accept("the schema is not compared: the archive has no fingerprint of it");
            return Optional.empty();
        }
        Catalog catalog = CatalogReader.read(connection);
        if (catalog.major() != wanted.get().major()) {
            notes.accept("the schema is not compared: it is of PostgreSQL "
                    + wanted.get().major() + ", and this is " + catalog.major());
            return Optional.empty();
        }
        Described found = Described.of(catalog);
        boolean same = BESIDES.stream()
                .map(besides -> Fingerprint.of(found.without(besides::contains)))
                .anyMatch(wanted.get()::equals);
        return Optional.of(
                same
                        ? List.of()
                        : List.of("the schema is not the one that was backed up (" + Fingerprint.of(found) + ", not "
                                + wanted.get() + ")"));
    }

    private static boolean lacksTablespaces(ArchiveSource archive, RestoreOptions options) {
        return !options.tablespaces()
                && archive.reader().toc().entries().stream()
                        .anyMatch(entry -> entry.tablespace()
                                .filter(name -> !name.isEmpty())
                                .isPresent());
    }
}
