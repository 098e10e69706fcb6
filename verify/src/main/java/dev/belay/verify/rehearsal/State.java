package dev.belay.verify.rehearsal;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.OwnDatabase;
import dev.belay.core.db.SqlTrouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a scratch is at one moment; what it keeps is not always read. */
record State(Described schema, Optional<Kept> kept) {
    /** Reads it, with all rows if that is wanted. */
    static State read(Connection reader, UnaryOperator<Catalog> selection, boolean all) {
        try {
            Catalog catalog = selection.apply(CatalogReader.read(reader));
            return new State(
                    Described.of(catalog.compared())
                            .without(Set.of(Described.Aspect.COLUMN_ORDER))
                            .without(id -> id.type() == ObjectType.LARGE_OBJECT),
                    all ? Optional.of(new KeptReader(reader).read(catalog)) : Optional.empty());
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Of the schema alone, as everywhere else. */
    Fingerprint fingerprint() {
        return Fingerprint.of(schema.without(OwnDatabase.ID::equals));
    }
}
