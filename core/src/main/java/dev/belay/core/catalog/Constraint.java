package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A constraint that an index enforces: primary key, unique or exclusion ({@code pg_constraint} with {@code pg_index}).
 *
 * @param rule {@code PRIMARY KEY}, {@code UNIQUE} or {@code EXCLUDE}
 * @param columns those that are compared; of an exclusion constraint only the plain ones ({@code pg_index.indkey})
 * @param withoutOverlaps whether the last of them is compared by {@code &&} ({@code conperiod}, 18)
 * @param included those that the index only carries ({@code indnkeyatts})
 * @param nullsNotDistinct whether two NULLs are equal ({@code indnullsnotdistinct}, 15)
 * @param options storage parameters of the index ({@code pg_class.reloptions}), as {@code name=value}
 * @param deferrable whether it can wait for the end of a transaction ({@code pg_constraint.condeferrable})
 * @param deferred whether it does so unasked ({@code pg_constraint.condeferred})
 * @param exclusion all of an exclusion constraint, as the server prints it ({@code pg_get_constraintdef})
 * @param traits what else its index has ({@code pg_index}, {@code pg_class})
 * @param indexComment the comment on the index, which is not the one on the constraint ({@code pg_description})
 */
public record Constraint(
        Head head,
        String rule,
        List<String> columns,
        boolean withoutOverlaps,
        List<String> included,
        boolean nullsNotDistinct,
        List<String> options,
        boolean deferrable,
        boolean deferred,
        Optional<String> exclusion,
        IndexTraits traits,
        Optional<String> indexComment)
        implements OnTable {
    public Constraint {
        columns = List.copyOf(columns);
        included = List.copyOf(included);
        options = List.copyOf(options);
    }

    static Constraint of(Head head, Row row, Context context) {
        List<String> keys = IndexDefinitions.words(row.text("keys"));
        int count = row.number("key_count");
        TableColumns all = context.columns();
        return new Constraint(
                head,
                row.text("rule"),
                all.names(row.big("of_table"), keys.subList(0, count)),
                row.flag("without_overlaps"),
                all.names(row.big("of_table"), keys.subList(count, keys.size())),
                row.flag("nulls_not_distinct"),
                row.texts("options"),
                row.flag("deferrable"),
                row.flag("deferred"),
                row.optional("exclusion"),
                IndexTraits.of(row, context),
                context.comment(new Handle(Handle.PG_CLASS, row.big("index_oid")), 0));
    }

    @Override
    public String create(Set<Part> apart) {
        return "ALTER TABLE ONLY " + tableSql() + "\n    ADD CONSTRAINT " + nameSql() + " "
                + exclusion.orElseGet(this::key) + ";\n" + traits.statements(index(), tableSql());
    }

    /** Nothing when the index is attached: the constraint goes with the one of the partitioned table. */
    @Override
    public String drop() {
        return traits.partOf().isPresent()
                ? ""
                : "ALTER TABLE ONLY " + tableSql() + " DROP CONSTRAINT " + nameSql() + ";\n";
    }

    @Override
    public List<Part> parts() {
        return traits.parts(index());
    }

    @Override
    public List<SubComment> subComments() {
        return indexComment
                .map(text -> List.of(new SubComment("INDEX " + index().sql(), text)))
                .orElse(List.of());
    }

    @Override
    public Optional<String> tablespace() {
        return Optional.of(traits.tablespace());
    }

    boolean isPrimary() {
        return rule.equals("PRIMARY KEY");
    }

    /** It always has the name of the constraint: renaming one renames the other. */
    private ObjectId index() {
        return ObjectId.of(ObjectType.INDEX, id().schema(), id().name());
    }

    private String key() {
        return rule
                + (nullsNotDistinct ? " NULLS NOT DISTINCT" : "")
                + " (" + names(columns) + (withoutOverlaps ? " WITHOUT OVERLAPS)" : ")")
                + (included.isEmpty() ? "" : " INCLUDE (" + names(included) + ")")
                + (options.isEmpty() ? "" : " WITH (" + Options.storage(options, "") + ")")
                + (deferrable ? " DEFERRABLE" : "")
                + (deferred ? " INITIALLY DEFERRED" : "");
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifier::spell).collect(joining(", "));
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof Constraint old) {
            traits.alterFrom(old.traits(), index(), tableSql(), change);
        }
    }
}
