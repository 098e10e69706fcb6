package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was granted or revoked on an object that is there without being created: a member of an extension, or of the server's
 * own. The standard privileges are those it came with ({@code pg_init_privs}).
 *
 * @param grantable the object, as GRANT calls it
 * @param subPrivileges the columns on which something was granted or revoked
 */
public record MemberPrivileges(Head head, String grantable, List<SubPrivileges> subPrivileges)
        implements CatalogObject {
    public MemberPrivileges {
        subPrivileges = List.copyOf(subPrivileges);
    }

    static MemberPrivileges of(Head head, Row row, Context context) {
        String sort = row.text("sort");
        List<SubPrivileges> columns = !sort.equals("TABLE")
                ? List.of()
                : context.details("member_column_privileges", row).stream()
                        .map(column -> new SubPrivileges(column.text("name"), Assembly.privileges(column, "")))
                        .filter(column -> !column.privileges().untouched())
                        .toList();
        Optional<ObjectId> extension = row.optional("extension")
                .flatMap(oid -> context.find(new Handle(Handle.PG_EXTENSION, Long.parseLong(oid))));
        return new MemberPrivileges(
                head.needing(extension.stream().toList()),
                sort + " " + head.id().sql() + row.text("arguments"),
                columns);
    }

    /** Nothing: the object is there. */
    @Override
    public String create(Set<Part> apart) {
        return "";
    }

    @Override
    public String drop() {
        return "";
    }

    @Override
    public String reference() {
        return grantable;
    }

    /** Nobody's: the owner is whoever installs the extension or the server. */
    @Override
    public Optional<String> ownable() {
        return Optional.empty();
    }
}
