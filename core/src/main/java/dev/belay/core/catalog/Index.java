package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An index that is not there for a constraint ({@code pg_index}).
 *
 * @param table the table or materialized view, in the same schema ({@code indrelid})
 * @param definition {@code CREATE INDEX} from {@code USING} on, as the server prints it ({@code pg_get_indexdef}): what
 *     it is called and whose it is, other components say
 * @param unique whether no two rows may have the same key ({@code pg_index.indisunique})
 * @param only whether it is on a partitioned table, whose partitions have indexes of their own ({@code relkind})
 * @param traits what else it has ({@code pg_index}, {@code pg_class})
 * @param invalid whether it is what a failed or unfinished build has left ({@code indisvalid}, {@code indisready}): such
 *     an index is no part of the schema, and only compared
 */
public record Index(
        Head head, String table, String definition, boolean unique, boolean only, IndexTraits traits, boolean invalid)
        implements CatalogObject {
    static Index of(Head head, Row row, Context context) {
        return new Index(
                head,
                context.find(new Handle(Handle.PG_CLASS, row.big("of_table")))
                        .orElseThrow()
                        .name(),
                fromUsing(context.indexDefinitions().of(row.big("oid"))),
                row.flag("is_unique"),
                row.flag("partitioned"),
                IndexTraits.of(row, context),
                row.flag("invalid"));
    }

    /** Before it there are names, which may hold that word, but then in double quotes. */
    private static String fromUsing(String definition) {
        boolean quoted = false;
        for (int i = 0; i < definition.length(); i++) {
            if (definition.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && definition.startsWith("USING ", i)) {
                return definition.substring(i);
            }
        }
        throw new IllegalArgumentException("not the definition of an index: " + definition);
    }

    @Override
    public String create(Set<Part> apart) {
        String on = ObjectId.of(ObjectType.TABLE, id().schema(), table).sql();
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + Identifier.spell(id().name()) + " ON "
                + (only ? "ONLY " : "") + on + " " + definition + ";\n" + traits.statements(id(), on);
    }

    @Override
    public Optional<String> obstacle() {
        return invalid ? Optional.of("it is invalid there, which no statement makes it") : Optional.empty();
    }

    @Override
    public Optional<String> remedy() {
        return invalid
                ? Optional.of(
                        "is invalid, as a failed or unfinished build leaves it: no query uses it, and no dump has it."
                                + " REINDEX INDEX CONCURRENTLY " + id().sql() + " builds it, DROP INDEX CONCURRENTLY "
                                + id().sql() + " removes it")
                : Optional.empty();
    }

    @Override
    public Optional<CatalogObject> dumped() {
        return invalid ? Optional.empty() : Optional.of(this);
    }

    /** Nothing for an attached one: it goes with the partitioned index or with its table. */
    @Override
    public String drop() {
        return traits.partOf().isPresent() ? "" : CatalogObject.super.drop();
    }

    @Override
    public List<Part> parts() {
        return traits.parts(id());
    }

    @Override
    public Optional<String> tablespace() {
        return Optional.of(traits.tablespace());
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof Index old && table.equals(old.table())) {
            traits.alterFrom(
                    old.traits(),
                    id(),
                    ObjectId.of(ObjectType.TABLE, id().schema(), table).sql(),
                    change);
        }
    }
}
