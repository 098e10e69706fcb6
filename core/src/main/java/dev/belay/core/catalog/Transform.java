package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a language sees the values of a type ({@code pg_transform}). Its name is the type, its qualifier the language.
 *
 * @param fromSql the function for arguments, with its argument types ({@code pg_transform.trffromsql})
 * @param toSql the function for results, with its argument types ({@code pg_transform.trftosql})
 */
public record Transform(Head head, Optional<String> fromSql, Optional<String> toSql) implements CatalogObject {
    static Transform of(Head head, Row row, Context context) {
        return new Transform(head, row.optional("from_sql"), row.optional("to_sql"));
    }

    @Override
    public String create(Set<Part> apart) {
        String functions = Stream.concat(
                        fromSql.stream().map(function -> "FROM SQL WITH FUNCTION " + function),
                        toSql.stream().map(function -> "TO SQL WITH FUNCTION " + function))
                .collect(Collectors.joining(", "));
        return "CREATE " + reference() + " (" + functions + ");\n";
    }

    @Override
    public String reference() {
        return "TRANSFORM FOR " + id().name() + " LANGUAGE " + Identifier.spell(id().qualifier());
    }

    @Override
    public String tag() {
        return reference();
    }
}
