package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A collation ({@code pg_collation}). The version of the library that made it is left out on purpose: it tells about one
 * machine, and a copy shall get the version of its own.
 *
 * @param provider {@code libc}, {@code icu} or, from 17 on, {@code builtin}
 * @param deterministic whether only strings of the same bytes are equal ({@code pg_collation.collisdeterministic})
 * @param locale empty where {@code LC_COLLATE} and {@code LC_CTYPE} differ
 * @param collate {@code LC_COLLATE}, where it is not the locale
 * @param characterType {@code LC_CTYPE}, where it is not the locale
 * @param rules of ICU, added to those of the locale; from 16 on ({@code pg_collation.collicurules})
 */
public record Collation(
        Head head,
        String provider,
        boolean deterministic,
        Optional<String> locale,
        Optional<String> collate,
        Optional<String> characterType,
        Optional<String> rules)
        implements CatalogObject {
    static Collation of(Head head, Row row, Context context) {
        Optional<String> collate = row.optional("lc_collate");
        Optional<String> characterType = row.optional("lc_ctype");
        boolean same = collate.equals(characterType);
        return new Collation(
                head,
                row.text("provider"),
                row.flag("deterministic"),
                same ? row.optional("locale").or(() -> collate) : Optional.empty(),
                same ? Optional.empty() : collate,
                same ? Optional.empty() : characterType,
                row.optional("rules"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses()
                .add("PROVIDER", provider)
                .addText("LOCALE", locale)
                .addText("LC_COLLATE", collate)
                .addText("LC_CTYPE", characterType)
                .addText("RULES", rules)
                .addIf(!deterministic, "DETERMINISTIC = false");
        return "CREATE " + reference() + clauses.sql() + ";\n";
    }
}
