package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A CHECK constraint of a table ({@code pg_constraint}).
 *
 * @param name of the constraint ({@code pg_constraint.conname})
 * @param definition as {@code pg_get_constraintdef} prints it, with {@code NO INHERIT}, {@code NOT VALID} and {@code NOT
 *     ENFORCED}
 * @param inherited whether only a parent asks for it ({@code conislocal} is false)
 * @param validated whether all rows are known to pass; false for one that is not enforced ({@code pg_constraint.convalidated})
 * @param validatedAlone whether it was validated here and in no parent
 * @param comment on the constraint ({@code pg_description})
 * @param dependsOn what the expression uses ({@code pg_depend})
 */
public record Check(
        String name,
        String definition,
        boolean inherited,
        boolean validated,
        boolean validatedAlone,
        Optional<String> comment,
        SortedSet<ObjectId> dependsOn) {
    public Check {
        dependsOn = ObjectId.copyOf(dependsOn);
    }

    static List<Check> of(Row table, Context context) {
        return context.details("checks", table).stream()
                .map(row -> {
                    Handle handle = new Handle(row.big("catalog"), row.big("oid"));
                    return new Check(
                            row.text("name"),
                            row.present("alike") ? context.checks().of(handle.oid()) : row.text("definition"),
                            row.flag("inherited"),
                            row.flag("validated"),
                            row.flag("validated_alone"),
                            context.comment(handle, 0),
                            context.dependencies(handle));
                })
                .toList();
    }

    /**
     * Which checks the server has to be asked about.
     *
     * @param checks the rows of {@code checks}, by the OID of the table
     */
    static Wordings wordings(Map<Long, List<Row>> checks, TableShapes shapes) {
        Wordings wordings = new Wordings();
        checks.forEach((table, rows) -> rows.stream()
                .filter(row -> row.present("alike"))
                .forEach(row -> wordings.add(row.big("oid"), row.text("alike") + ' ' + shapes.of(table))));
        return wordings;
    }

    String clause() {
        return "CONSTRAINT " + Identifier.spell(name) + " " + definition;
    }
}
