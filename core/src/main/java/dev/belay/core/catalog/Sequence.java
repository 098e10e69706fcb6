package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sequence, also that of a serial or an identity column ({@code pg_sequence}).
 *
 * @param dataType {@code smallint}, {@code integer} or {@code bigint}
 * @param start where it begins ({@code pg_sequence.seqstart})
 * @param increment from value to value ({@code pg_sequence.seqincrement})
 * @param minimum the least value ({@code seqmin})
 * @param maximum the greatest value ({@code seqmax})
 * @param cache how many values a session takes at once ({@code pg_sequence.seqcache})
 * @param cycles whether it begins anew at its end ({@code seqcycle})
 * @param unlogged whether a crash resets it ({@code relpersistence}, 15)
 * @param contrary whether the column's table is unlogged and the sequence is not, or the other way round ({@code
 *     relpersistence})
 * @param ownedBy the column it goes with ({@code pg_depend})
 * @param identity {@code ALWAYS} or {@code BY DEFAULT}: it is the identity of that column
 */
public record Sequence(
        Head head,
        String dataType,
        long start,
        long increment,
        long minimum,
        long maximum,
        long cache,
        boolean cycles,
        boolean unlogged,
        boolean contrary,
        Optional<Owner> ownedBy,
        @NoFact Optional<String> identity)
        implements CatalogObject {
    /**
     * A column of a table.
     *
     * @param table with whose column it goes ({@code pg_depend})
     * @param column by its name ({@code attname})
     */
    public record Owner(ObjectId table, String column) {
        String sql() {
            return table.sql() + "." + Identifier.spell(column);
        }
    }

    static Sequence of(Head head, Row row, Context context) {
        return new Sequence(
                head,
                row.text("data_type"),
                row.big("start"),
                row.big("increment"),
                row.big("minimum"),
                row.big("maximum"),
                row.big("cache"),
                row.flag("cycles"),
                row.flag("unlogged"),
                row.flag("contrary"),
                row.optional("owner_kind").map(kind -> owner(kind, row)),
                row.optional("identity"));
    }

    private static Owner owner(String kind, Row row) {
        ObjectType type = kind.equals("f") ? ObjectType.FOREIGN_TABLE : ObjectType.TABLE;
        return new Owner(ObjectId.of(type, row.text("owner_schema"), row.text("owner_name")), row.text("owner_column"));
    }

    @Override
    public String create(Set<Part> apart) {
        return identity.map(this::createIdentity)
                .orElseGet(() -> "CREATE " + (unlogged ? "UNLOGGED " : "") + reference()
                        + (dataType.equals("bigint") ? "" : "\n    AS " + dataType) + settings("    ") + ";\n");
    }

    private String createIdentity(String when) {
        if (head.dependsOn().stream().anyMatch(needed -> needed.type() == ObjectType.EXTENSION)) {
            return ""; // the table is a member: with it comes the column as it is
        }
        Owner column = ownedBy.orElseThrow();
        String other = contrary ? "ALTER " + reference() + " SET " + (unlogged ? "UNLOGGED" : "LOGGED") + ";\n" : "";
        return "ALTER TABLE " + column.table().sql() + " ALTER COLUMN " + Identifier.spell(column.column())
                + " ADD GENERATED " + when + " AS IDENTITY (\n    SEQUENCE NAME " + id().sql() + settings("    ")
                + "\n);\n" + other;
    }

    private String settings(String indent) {
        boolean up = increment >= 0;
        long widest = dataType.equals("smallint")
                ? Short.MAX_VALUE
                : dataType.equals("integer") ? Integer.MAX_VALUE : Long.MAX_VALUE;
        StringBuilder text = new StringBuilder();
        text.append('\n').append(indent).append("START WITH ").append(start);
        text.append('\n').append(indent).append("INCREMENT BY ").append(increment);
        if (minimum != (up ? 1 : -widest - 1)) {
            text.append('\n').append(indent).append("MINVALUE ").append(minimum);
        }
        if (maximum != (up ? widest : -1)) {
            text.append('\n').append(indent).append("MAXVALUE ").append(maximum);
        }
        text.append('\n').append(indent).append("CACHE ").append(cache);
        if (cycles) {
            text.append('\n').append(indent).append("CYCLE");
        }
        return text.toString();
    }

    /** The sequence of an identity column goes with the column. */
    @Override
    public String drop() {
        return identity.isPresent() ? "" : CatalogObject.super.drop();
    }

    /** The sequence of an identity column has the owner of its table, always. */
    @Override
    public Optional<String> ownable() {
        return identity.isPresent() ? Optional.empty() : CatalogObject.super.ownable();
    }

    /** Who owns the column must own the sequence first, so that this cannot be a part of its creation. */
    @Override
    public List<Part> parts() {
        if (identity.isPresent()) {
            return List.of();
        }
        return ownedBy.stream()
                .map(column -> new Part(
                        "owned by",
                        "SEQUENCE OWNED BY",
                        id().name(),
                        Part.Moment.APART,
                        id().type().rank(),
                        Section.PRE_DATA,
                        "ALTER " + reference() + " OWNED BY " + column.sql() + ";\n",
                        "ALTER " + reference() + " OWNED BY NONE;\n",
                        new TreeSet<>(Set.of(column.table()))))
                .toList();
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof Sequence old)) {
            return;
        }
        if (change.takeAll(
                List.of("data type", "start", "increment", "minimum", "maximum", "cache", "cycles")::contains)) {
            change.add(
                    Alteration.Moment.MAIN,
                    "ALTER " + reference() + " AS " + dataType + " START WITH " + start + " INCREMENT BY " + increment
                            + " MINVALUE " + minimum + " MAXVALUE " + maximum + " CACHE " + cache
                            + (cycles ? " CYCLE" : " NO CYCLE") + ";\n",
                    minimum > old.minimum() || maximum < old.maximum()
                            ? "fails where the sequence is already beyond"
                            : "");
        }
        // The sequences of columns follow their table.
        boolean follows = ownedBy.equals(old.ownedBy())
                && ownedBy.stream()
                        .flatMap(owner -> comparison.changes(owner.table()).stream())
                        .anyMatch(other -> other.fact().equals("unlogged"));
        if (change.take("unlogged") && !follows) {
            change.add("ALTER " + reference() + " SET " + (unlogged ? "UNLOGGED" : "LOGGED") + ";\n");
        }
        if (identity.isEmpty()
                && old.identity().isEmpty()
                && change.takeAll(fact -> Alteration.isOf("owned by", fact))) {
            change.loosen("owned by");
        }
    }

    /** As it stands behind a new column. */
    String identityClause() {
        return " GENERATED " + identity.orElseThrow() + " AS IDENTITY (\n    SEQUENCE NAME " + id().sql()
                + settings("    ") + "\n)";
    }
}
