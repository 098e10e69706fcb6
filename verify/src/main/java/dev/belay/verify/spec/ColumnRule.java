package dev.belay.verify.spec;

import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code columns: {id: bigint, email: {type: text, null: false, default: none, identity: …, generated: …}}}. */
final class ColumnRule {
    private final OfTable table;

    ColumnRule(OfTable table) {
        this.table = table;
    }

    void read(Entry section) {
        if (section.isList()) {
            section.items()
                    .forEach(item ->
                            column(item.text(), new Entry(item.file(), item.path(), item.line(), Optional.empty())));
            table.nothingElse("column", section, java.util.Set.copyOf(section.texts()), (it, seen) -> names(it));
            return;
        }
        section.names().forEach(this::column);
        table.nothingElse("column", section, section.names().keySet(), (it, seen) -> names(it));
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private void column(String name, Entry entry) {
        Wish wish = Wish.of(entry);
        String object = Names.below(table.id(), name);
        table.expect(
                "column",
                object,
                entry,
                (it, seen) -> TableSection.column(it, name)
                        .map(column -> differences(wish, column).stream()
                                .flatMap(message -> Complaint.of("column", object, message).stream())
                                .toList())
                        .orElseGet(() -> Complaint.of("column", object, "is missing")));
    }

    private List<String> differences(Wish wish, Column column) {
        List<String> messages = new ArrayList<>();
        String schema = table.schema();
        wish.type()
                .filter(type -> !SqlText.type(type, schema).equals(SqlText.type(column.type(), schema)))
                .ifPresent(type -> messages.add("is of type " + column.type() + ", not " + type));
        wish.nullable()
                .filter(may -> may == column.notNull().isPresent())
                .ifPresent(may -> messages.add(may ? "is NOT NULL" : "may be NULL"));
        wish.defaultValue().flatMap(wanted -> wanted.difference(column, schema)).ifPresent(messages::add);
        wish.identity()
                .filter(wanted -> !wanted.equals(column.identity()
                        .map(how -> how.toLowerCase(Locale.ROOT))
                        .orElse("none")))
                .ifPresent(wanted -> messages.add("is "
                        + column.identity().map(how -> "identity " + how).orElse("no identity") + ", not " + wanted));
        wish.generated()
                .filter(wanted -> wanted.equals("none")
                        ? column.generated().isPresent()
                        : column.generated()
                                .filter(it -> SqlText.same(wanted, it.expression(), schema))
                                .isEmpty())
                .ifPresent(wanted -> messages.add(
                        wanted.equals("none") ? "is generated, and should not be" : "is not generated as " + wanted));
        return messages;
    }

    /** What is said of a column; what is not said does not matter. */
    private record Wish(
            Optional<String> type,
            Optional<Boolean> nullable,
            Optional<DefaultWish> defaultValue,
            Optional<String> identity,
            Optional<String> generated) {
        static Wish of(Entry entry) {
            if (entry.isNothing() || !entry.isGroup()) {
                return new Wish(
                        entry.textOrNothing(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            }
            Map<String, Entry> keys = entry.group("type", "null", "default", "identity", "generated");
            return new Wish(
                    Optional.ofNullable(keys.get("type")).map(Entry::text),
                    Optional.ofNullable(keys.get("null")).map(Entry::flag),
                    Optional.ofNullable(keys.get("default")).map(DefaultWish::of),
                    Optional.ofNullable(keys.get("identity")).map(value -> value.oneOf("always", "by default", "none")),
                    Optional.ofNullable(keys.get("generated")).map(Entry::text));
        }
    }

    /** A default, or that there must be none. */
    private record DefaultWish(Optional<String> expression) {
        static DefaultWish of(Entry entry) {
            return new DefaultWish(entry.textOrNothing().filter(text -> !text.equals("none")));
        }

        Optional<String> difference(Column column, String schema) {
            Optional<String> actual = column.defaultValue().map(Column.Default::expression);
            if (expression.isEmpty()) {
                return actual.map(text -> "defaults to " + text + ", and should have none");
            }
            String wanted = expression.get();
            return actual.filter(text -> SqlText.sameValue(wanted, text, schema))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            actual.map(text -> "defaults to " + text).orElse("has no default") + ", not " + wanted);
        }
    }
}
