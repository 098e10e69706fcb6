package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.Table;
import dev.belay.core.db.Identifier;
import dev.belay.verify.spec.RecordFile.Rows;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code rows: {unchanged_since: before.yaml}}, as many rows as then, or under {@code data:} the very same. */
final class UnchangedRule {
    private final OfTable table;
    private final boolean content;

    UnchangedRule(OfTable table, boolean content) {
        this.table = table;
        this.content = content;
    }

    void read(Entry entry) {
        String object = table.id().sql();
        RecordFile file = RecordFile.read(entry, table.draft().folder());
        Optional<Rows> before = file.tables().flatMap(tables -> Optional.ofNullable(tables.get(object)));
        table.draft().record(file.name(), object, catalog -> question(catalog));
        table.ask(
                content ? "data" : "rows",
                object + " unchanged",
                entry,
                catalog -> before.flatMap(rows -> question(catalog)).stream().toList(),
                seen -> whole(seen)
                        ? Complaint.of(
                                content ? "data" : "rows",
                                object,
                                "is partitioned: unchanged_since is for its partitions, and sees nothing here")
                        : before.flatMap(then -> question(seen.catalog())
                                        .flatMap(seen::answer)
                                        .flatMap(now -> change(then, rows(now), file.name())))
                                .map(message -> Complaint.of(content ? "data" : "rows", object, message))
                                .orElse(Complaint.none()),
                seen -> before.isPresent() || whole(seen)
                        ? Optional.empty()
                        : Optional.of(file.name() + " does not say what it held: belay verify --record writes that"));
    }

    private boolean whole(Observation seen) {
        return seen.find(table.id(), Table.class)
                .filter(it -> it.partitionedBy().isPresent())
                .isPresent();
    }

    private Optional<String> change(Rows then, Rows now, String file) {
        if (then.number() != now.number()) {
            return Optional.of(
                    "has " + now.number() + (now.number() == 1 ? " row, " : " rows, ") + then.number() + " in " + file);
        }
        return content && !then.hash().equals(now.hash())
                ? Optional.of("has other rows than those of " + file)
                : Optional.empty();
    }

    static Rows rows(Answer answer) {
        return new Rows(answer.number(), String.valueOf(answer.rows().get(0).get(1)));
    }

    /** The rows as a backup reads them. */
    private Optional<String> question(Catalog catalog) {
        return catalog.find(table.id())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(it -> it.partitionedBy().isEmpty())
                .map(it -> "COPY " + table.id().sql() + " ("
                        + it.columns().stream()
                                .filter(column -> column.generated().isEmpty())
                                .map(Column::name)
                                .map(Identifier::quote)
                                .collect(Collectors.joining(", "))
                        + ") TO STDOUT");
    }
}
