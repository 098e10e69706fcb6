package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of a table somebody sees or writes ({@code pg_policy}).
 *
 * @param command {@code ALL}, {@code SELECT}, {@code INSERT}, {@code UPDATE} or {@code DELETE}
 * @param permissive whether it adds to what others allow, instead of narrowing it ({@code pg_policy.polpermissive})
 * @param roles for whom; nobody named means everybody ({@code pg_policy.polroles})
 * @param using which rows are there at all ({@code polqual})
 * @param check which rows may be written ({@code pg_policy.polwithcheck})
 */
public record Policy(
        Head head,
        String command,
        boolean permissive,
        List<String> roles,
        Optional<String> using,
        Optional<String> check)
        implements OnTable {
    public Policy {
        roles = List.copyOf(roles);
    }

    static Policy of(Head head, Row row, Context context) {
        return new Policy(
                head,
                row.text("command"),
                row.flag("permissive"),
                row.texts("roles"),
                row.optional("using"),
                row.optional("check"));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference()
                + (permissive ? "" : " AS RESTRICTIVE")
                + (command.equals("ALL") ? "" : " FOR " + command)
                + (roles.isEmpty() ? "" : roles.stream().map(Identifier::spell).collect(joining(", ", " TO ", "")))
                + using.map(rows -> " USING (" + rows + ")").orElse("")
                + check.map(rows -> " WITH CHECK (" + rows + ")").orElse("")
                + ";\n";
    }
}
