package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * As whom a role goes to a foreign server ({@code pg_user_mappings}). Its name is the role or "public".
 *
 * @param options such as user and password ({@code pg_user_mapping.umoptions})
 */
public record UserMapping(Head head, List<ForeignOption> options) implements CatalogObject {
    public UserMapping {
        options = List.copyOf(options);
    }

    static UserMapping of(Head head, Row row, Context context) {
        return new UserMapping(head, ForeignOption.of(context.details("user_mapping_options", row)));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference() + ForeignOption.clause(options) + ";\n";
    }

    @Override
    public String reference() {
        return "USER MAPPING FOR " + Identifier.spell(id().name()) + " SERVER " + Identifier.spell(id().qualifier());
    }

    @Override
    public String tag() {
        return "USER MAPPING " + id().name() + " SERVER " + id().qualifier();
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof UserMapping old && change.takeAll(fact -> fact.startsWith("option "))) {
            change.add(OptionChanges.ofForeign("ALTER " + reference(), old.options(), options));
        }
    }
}
