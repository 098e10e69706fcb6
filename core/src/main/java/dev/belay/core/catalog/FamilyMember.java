package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An operator or a function in an operator class or family ({@code pg_amop}, {@code pg_amproc}).
 *
 * @param name what it is to the access method: {@code OPERATOR 1 (integer, bigint)}, {@code FUNCTION 1 (integer, bigint)}
 * @param sort operator or function: {@code pg_amop} or {@code pg_amproc}
 * @param number its strategy, or its support number ({@code amopstrategy})
 * @param definition the operator or function with its argument types ({@code amopopr})
 * @param sortFamily of an operator that orders rather than searches ({@code pg_amop.amopsortfamily})
 */
public record FamilyMember(String name, Sort sort, int number, String definition, Optional<String> sortFamily) {
    /** What is a member. */
    public enum Sort {
        OPERATOR,
        FUNCTION
    }

    static List<FamilyMember> of(Row object, Context context) {
        return context.details("operator_members", object).stream()
                .filter(member -> member.big("part_catalog") == object.big("catalog"))
                .map(FamilyMember::of)
                .toList();
    }

    private static FamilyMember of(Row row) {
        Sort sort = Sort.valueOf(row.text("sort"));
        String types = " (" + row.text("left_type") + ", " + row.text("right_type") + ")";
        return new FamilyMember(
                sort + " " + row.text("number") + types,
                sort,
                row.number("number"),
                row.text("definition"),
                row.optional("sort_family"));
    }

    static String sql(List<FamilyMember> members) {
        return members.stream().map(FamilyMember::sql).collect(Collectors.joining(",\n    "));
    }

    private String sql() {
        return switch (sort) {
            case OPERATOR ->
                "OPERATOR " + number + " " + definition
                        + sortFamily.map(family -> " FOR ORDER BY " + family).orElse("");
            // With its types: those of the function are not always those it serves, as in sort support.
            case FUNCTION -> name + " " + definition;
        };
    }
}
