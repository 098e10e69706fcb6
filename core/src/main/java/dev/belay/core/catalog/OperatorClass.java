package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An operator class ({@code pg_opclass}).
 *
 * @param standard whether it is the default class of its type ({@code opcdefault})
 * @param dataType the type it indexes ({@code opcintype})
 * @param storage the type of what is in the index, where it is another one ({@code opckeytype})
 * @param family the operator family it is in ({@code pg_opclass.opcfamily})
 * @param members those that go with it; more of its family may be loose ({@code pg_depend})
 */
public record OperatorClass(
        Head head,
        boolean standard,
        String dataType,
        Optional<String> storage,
        String family,
        List<FamilyMember> members)
        implements CatalogObject {
    public OperatorClass {
        members = List.copyOf(members);
    }

    static OperatorClass of(Head head, Row row, Context context) {
        return new OperatorClass(
                head,
                row.flag("standard"),
                row.text("data_type"),
                row.optional("storage"),
                row.text("family"),
                FamilyMember.of(row, context));
    }

    @Override
    public String create(Set<Part> apart) {
        // The list cannot be empty; to store the type itself is what happens anyway.
        Optional<String> stored = members.isEmpty() ? Optional.of(storage.orElse(dataType)) : storage;
        return "CREATE OPERATOR CLASS " + id().sql() + (standard ? " DEFAULT" : "")
                + "\n    FOR TYPE " + dataType + " USING " + Identifier.spell(id().qualifier())
                + " FAMILY " + family + " AS\n    "
                + stored.map(type -> "STORAGE " + type + (members.isEmpty() ? "" : ",\n    "))
                        .orElse("")
                + FamilyMember.sql(members)
                + ";\n";
    }

    @Override
    public String reference() {
        return "OPERATOR CLASS " + id().sql() + " USING " + Identifier.spell(id().qualifier());
    }
}
