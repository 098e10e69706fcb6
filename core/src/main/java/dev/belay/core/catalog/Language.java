package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A procedural language ({@code pg_language}).
 *
 * @param trusted whether everybody may write functions in it ({@code pg_language.lanpltrusted})
 * @param handler calls its functions ({@code lanplcallfoid})
 * @param inline runs its {@code DO} blocks ({@code pg_language.laninline})
 * @param validator looks at new functions ({@code pg_language.lanvalidator})
 */
public record Language(Head head, boolean trusted, String handler, Optional<String> inline, Optional<String> validator)
        implements CatalogObject {
    static Language of(Head head, Row row, Context context) {
        return new Language(
                head, row.flag("trusted"), row.text("handler"), row.optional("inline"), row.optional("validator"));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + (trusted ? "TRUSTED " : "") + reference() + " HANDLER " + handler
                + inline.map(function -> " INLINE " + function).orElse("")
                + validator.map(function -> " VALIDATOR " + function).orElse("")
                + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (change.takeAll(fact -> !Alteration.isCommon(fact))) {
            change.add("CREATE OR REPLACE " + create().substring("CREATE ".length()));
        }
    }
}
