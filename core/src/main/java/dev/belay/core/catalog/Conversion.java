package dev.belay.core.catalog;

import java.util.Set;

/**
 * A conversion between encodings ({@code pg_conversion}).
 *
 * @param source the encoding it reads ({@code conforencoding})
 * @param target the encoding it writes ({@code contoencoding})
 * @param function that converts ({@code conproc})
 * @param standard whether the server uses it by itself ({@code condefault})
 */
public record Conversion(Head head, String source, String target, String function, boolean standard)
        implements CatalogObject {
    static Conversion of(Head head, Row row, Context context) {
        return new Conversion(head, row.text("source"), row.text("target"), row.text("function"), row.flag("standard"));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + (standard ? "DEFAULT " : "") + reference() + " FOR " + Clauses.literal(source) + " TO "
                + Clauses.literal(target) + " FROM " + function + ";\n";
    }
}
