package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * What others may do with the objects that a role will create ({@code pg_default_acl}): in the whole database or in one
 * schema. The name is the role, the qualifier the sort of objects.
 *
 * @param privileges seen from what new objects have without them, or, in a schema, from nothing ({@code defaclacl})
 */
public record DefaultPrivileges(Head head, Privileges privileges) implements CatalogObject {
    static DefaultPrivileges of(Head head, Row row, Context context) {
        return new DefaultPrivileges(head, Assembly.privileges(row, "default_"));
    }

    @Override
    public String create(Set<Part> apart) {
        return grants().of(privileges);
    }

    @Override
    public String drop() {
        return grants().of(new Privileges(/* standard= */ privileges.actual(), /* actual= */ privileges.standard()));
    }

    @Override
    public String tag() {
        return "DEFAULT PRIVILEGES FOR " + id().qualifier();
    }

    private Grants grants() {
        Optional<String> schema = Optional.of(id().schema()).filter(name -> !name.isEmpty());
        return Grants.byDefault(id().qualifier(), id().name(), schema);
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof DefaultPrivileges old
                && change.takeAll(fact -> fact.startsWith("privileges: ") || fact.startsWith("privileges of "))) {
            change.add(Alteration.Moment.LAST, grants().between(old.privileges(), privileges), "");
        }
    }
}
