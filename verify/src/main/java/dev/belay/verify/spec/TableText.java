package dev.belay.verify.spec;

import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.Check;
import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.Constraint;
import dev.belay.core.catalog.Firing;
import dev.belay.core.catalog.ForeignKey;
import dev.belay.core.catalog.Index;
import dev.belay.core.catalog.RowSecurity;
import dev.belay.core.catalog.Table;
import dev.belay.core.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One table as {@link SpecWriter} writes it. */
record TableText(ByTable tables, Table table, String name, String schema) {
    String text() {
        StringBuilder out = new StringBuilder("  " + YamlText.value(name) + ":\n");
        if (!table.columns().isEmpty()) {
            out.append("    columns:\n");
            table.columns()
                    .forEach(column ->
                            out.append("      ").append(column(column)).append('\n'));
        }
        List<List<String>> unique = new ArrayList<>();
        on(Constraint.class).forEach(constraint -> {
            if (constraint.rule().equals("PRIMARY KEY")) {
                out.append("    primary_key: ")
                        .append(YamlText.list(constraint.columns()))
                        .append('\n');
            } else if (constraint.rule().equals("UNIQUE")) {
                unique.add(constraint.columns());
            }
        });
        if (!unique.isEmpty()) {
            out.append("    unique: [")
                    .append(String.join(
                            ", ", unique.stream().map(YamlText::list).toList()))
                    .append("]\n");
        }
        group(out, "checks", table.checks().stream().map(TableText::check));
        group(out, "foreign_keys", on(ForeignKey.class).map(this::foreignKey));
        group(out, "indexes", on(Index.class).map(this::index));
        group(
                out,
                "triggers",
                on(Trigger.class).filter(trigger -> !trigger.cloned()).map(TableText::trigger));
        if (on(RowSecurity.class).anyMatch(RowSecurity::enabled)) {
            out.append("    rls: {enabled: true}\n");
        }
        return out.toString();
    }

    private <T extends CatalogObject> Stream<T> on(Class<T> type) {
        return tables.on(table.id(), type);
    }

    private static void group(StringBuilder out, String key, Stream<String> lines) {
        List<String> all = lines.toList();
        if (!all.isEmpty()) {
            out.append("    ").append(key).append(":\n");
            all.forEach(line -> out.append("      ").append(line).append('\n'));
        }
    }

    private String column(Column column) {
        String type = YamlText.value(SqlText.briefType(column.type(), schema));
        boolean required = column.notNull().isPresent();
        return YamlText.value(column.name()) + ": " + (required ? "{type: " + type + ", null: false}" : type);
    }

    private static String check(Check check) {
        String expression = YamlText.quoted(CheckRule.expression(check));
        return YamlText.value(check.name()) + ": "
                + (check.validated() ? expression : "{expr: " + expression + ", validated: false}");
    }

    private String foreignKey(ForeignKey key) {
        return YamlText.value(key.id().name()) + ": {" + ForeignKeyRule.keys(key, schema) + "}";
    }

    private String index(Index index) {
        return YamlText.value(index.id().name()) + ": "
                + YamlText.value((index.unique() ? "unique " : "")
                        + SqlText.brief(index.definition().replaceFirst("^USING ", ""), schema));
    }

    private static String trigger(Trigger trigger) {
        return YamlText.value(trigger.id().name()) + ":"
                + (trigger.firing() == Firing.ORIGIN
                        ? ""
                        : " {enabled: " + trigger.firing().name().toLowerCase(Locale.ROOT) + "}");
    }
}
