package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * How one kind of object is read. The query gives a row per object with the columns
 *
 * <ul>
 *   <li>{@code type}, the name of an {@link ObjectType}; {@code catalog} and {@code oid}, its {@link Handle};
 *   <li>{@code schema}, {@code name} and, where the name is not enough, {@code qualifier}: its {@link ObjectId};
 *   <li>{@code owner}, {@code acl} and {@code acl_standard} ({@code aclitem[]} as {@code text[]}), where it has them;
 * </ul>
 *
 * and whatever the maker asks for. Each of the details is a query with a row per piece, whose column {@code part_of} is the
 * OID of the object.
 *
 * <p>{@code of_table} is the OID of the table the object hangs on: it is left out when the table belongs to an extension. A
 * row with a {@code missing}, which is the {@link Missing#what}, and its {@code help} is an object that cannot be read.
 * Where the server refuses the query as a whole, a census goes before it: a query that everybody may run, with a row per
 * object and these two columns. The query itself is run only when there is something, and nothing is missing.
 */
record KindQuery(String query, Optional<String> census, List<String> details, Maker maker) {
    /** Makes the value of one row. */
    @FunctionalInterface
    interface Maker {
        CatalogObject make(Head head, Row row, Context context);
    }

    static KindQuery of(String query, Maker maker, String... details) {
        return new KindQuery(query, Optional.empty(), List.of(details), maker);
    }

    KindQuery after(String otherQuery) {
        return new KindQuery(query, Optional.of(otherQuery), details, maker);
    }
}
