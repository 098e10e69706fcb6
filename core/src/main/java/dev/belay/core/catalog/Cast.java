package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A cast between two types ({@code pg_cast}); its name is {@code source AS target}.
 *
 * @param source the type as SQL writes it, with its schema ({@code pg_cast.castsource})
 * @param target likewise ({@code pg_cast.casttarget})
 * @param function what converts, with its schema and argument types; empty for the two other methods ({@code castfunc})
 * @param throughText whether it writes the value out and reads it in again; if it has no function either, the two types
 *     are stored alike ({@code castmethod})
 * @param context {@code EXPLICIT}, {@code ASSIGNMENT} or {@code IMPLICIT}: where the server casts without being asked
 */
public record Cast(
        Head head, String source, String target, Optional<String> function, boolean throughText, String context)
        implements CatalogObject {
    static Cast of(Head head, Row row, Context context) {
        return new Cast(
                head,
                row.text("source"),
                row.text("target"),
                row.optional("function"),
                row.flag("through_text"),
                row.text("context"));
    }

    @Override
    public String reference() {
        return "CAST (" + source + " AS " + target + ")";
    }

    @Override
    public String create(Set<Part> apart) {
        String method = throughText ? "WITH INOUT" : "WITHOUT FUNCTION";
        return "CREATE " + reference() + " "
                + function.map(name -> "WITH FUNCTION " + name).orElse(method)
                + (context.equals("EXPLICIT") ? "" : " AS " + context)
                + ";\n";
    }

    @Override
    public String tag() {
        return reference();
    }
}
