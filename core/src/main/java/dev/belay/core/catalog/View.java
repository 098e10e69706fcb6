package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A view ({@code pg_class}, {@code pg_rewrite}).
 *
 * @param query as {@code pg_get_viewdef} prints it, without the semicolon
 * @param options {@code name=value} each, as {@code WITH (…)} takes them, without the check option
 * @param checkOption {@code LOCAL} or {@code CASCADED}
 * @param columns with their defaults and what is said of them ({@code pg_attribute})
 * @param columnsDependOn what the types and collations of its columns need ({@code pg_depend})
 */
public record View(
        Head head,
        String query,
        List<String> options,
        Optional<String> checkOption,
        List<Column> columns,
        SortedSet<ObjectId> columnsDependOn)
        implements CatalogObject {
    public View {
        options = List.copyOf(options);
        columns = List.copyOf(columns);
        columnsDependOn = ObjectId.copyOf(columnsDependOn);
    }

    static View of(Head head, Row row, Context context) {
        Handle handle = new Handle(row.big("catalog"), row.big("oid"));
        return new View(
                head,
                query(row),
                row.texts("options"),
                row.optional("check_option"),
                Column.all(handle, row, context),
                context.dependencies(handle));
    }

    /** What the server prints ends like a statement; ours goes on. */
    static String query(Row row) {
        String query = row.text("query").stripTrailing();
        return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + rest();
    }

    private String rest() {
        return reference()
                + (options.isEmpty() ? "" : " WITH (" + Options.storage(options, "") + ")")
                + " AS\n" + query
                + checkOption.map(how -> "\n  WITH " + how + " CHECK OPTION").orElse("")
                + ";\n";
    }

    @Override
    public Optional<Stub> stub() {
        return Optional.of(new Stub("CREATE " + nothing(), "CREATE OR REPLACE " + rest(), columnsDependOn));
    }

    /** Makes of the view its stand-in, which needs nothing but the types of its columns. */
    String empty() {
        return "CREATE OR REPLACE " + nothing();
    }

    private String nothing() {
        return columns.stream()
                .map(Column::nothing)
                .collect(Collectors.joining(",\n    ", reference() + " AS\nSELECT\n    ", ";\n"));
    }

    @Override
    public List<Part> parts() {
        return columns.stream()
                .flatMap(column -> column.defaultValue().stream()
                        .map(value ->
                                ColumnText.defaultPart(column, value, id(), "ALTER " + reference(), Part.Moment.APART)))
                .toList();
    }

    @Override
    public String grantable() {
        return "TABLE " + id().sql();
    }

    @Override
    public List<SubComment> subComments() {
        return ColumnText.comments(columns, id());
    }

    @Override
    public List<SubPrivileges> subPrivileges() {
        return ColumnText.privileges(columns);
    }

    @Override
    public List<SubLabel> subLabels() {
        return ColumnText.labels(columns, id());
    }

    /** It may get more columns, but must keep those that it has. */
    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof View old) || !extended(old)) {
            return;
        }
        List<String> replaced = List.of("query", "options", "check option", Described.COLUMN_ORDER);
        if (change.takeAll(fact ->
                replaced.contains(fact) || (Described.segments(fact).size() == 1 && fact.startsWith("column ")))) {
            change.add("CREATE OR REPLACE " + rest());
        }
        columns.forEach(column -> {
            if (change.take("column " + column.sql() + ": default value: expression")) {
                change.loosen("default " + column.name());
            }
        });
    }

    private boolean extended(View old) {
        List<String> had = old.columns().stream().map(Column::nothing).toList();
        List<String> wanted = columns.stream().map(Column::nothing).toList();
        return had.size() <= wanted.size() && wanted.subList(0, had.size()).equals(had);
    }
}
