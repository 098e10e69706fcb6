package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * An operator family ({@code pg_opfamily}).
 *
 * @param loose the members that belong to none of its classes ({@code pg_depend})
 */
public record OperatorFamily(Head head, List<FamilyMember> loose) implements CatalogObject {
    public OperatorFamily {
        loose = List.copyOf(loose);
    }

    static OperatorFamily of(Head head, Row row, Context context) {
        return new OperatorFamily(head, FamilyMember.of(row, context));
    }

    @Override
    public String create(Set<Part> apart) {
        String add = loose.isEmpty() ? "" : "ALTER " + reference() + " ADD\n    " + FamilyMember.sql(loose) + ";\n";
        return "CREATE " + reference() + ";\n" + add;
    }

    @Override
    public String reference() {
        return "OPERATOR FAMILY " + id().sql() + " USING " + Identifier.spell(id().qualifier());
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof OperatorFamily old && change.takeAll(fact -> fact.startsWith("loose "))) {
            old.loose().stream()
                    .filter(member -> !loose.contains(member))
                    .forEach(member -> change.add("ALTER " + reference() + " DROP " + member.name() + ";\n"));
            List<FamilyMember> added = loose.stream()
                    .filter(member -> !old.loose().contains(member))
                    .toList();
            if (!added.isEmpty()) {
                change.add("ALTER " + reference() + " ADD\n    " + FamilyMember.sql(added) + ";\n");
            }
        }
    }
}
