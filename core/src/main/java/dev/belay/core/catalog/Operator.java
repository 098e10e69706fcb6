package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.Optional;
import java.util.Set;

/**
 * An operator ({@code pg_operator}).
 *
 * @param function that computes it ({@code oprcode})
 * @param leftType empty for prefix operators ({@code oprleft})
 * @param rightType of the operand behind it ({@code oprright})
 * @param commutator the operator for exchanged operands, as {@code OPERATOR(app.>)} ({@code oprcom})
 * @param negator the operator for the opposite answer ({@code oprnegate})
 * @param merges whether it can be used in merge joins ({@code oprcanmerge})
 * @param hashes whether it can be used in hash joins ({@code oprcanhash})
 * @param restriction guesses how many rows a comparison leaves ({@code oprrest})
 * @param joining guesses how many rows a join leaves ({@code oprjoin})
 */
public record Operator(
        Head head,
        String function,
        Optional<String> leftType,
        Optional<String> rightType,
        Optional<String> commutator,
        Optional<String> negator,
        boolean merges,
        boolean hashes,
        Optional<String> restriction,
        Optional<String> joining)
        implements CatalogObject {
    static Operator of(Head head, Row row, Context context) {
        return new Operator(
                head,
                row.text("function"),
                row.optional("left_type"),
                row.optional("right_type"),
                row.optional("commutator"),
                row.optional("negator"),
                row.flag("merges"),
                row.flag("hashes"),
                row.optional("restriction"),
                row.optional("joining"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses()
                .add("FUNCTION", function)
                .add("LEFTARG", leftType)
                .add("RIGHTARG", rightType)
                .add("COMMUTATOR", commutator)
                .add("NEGATOR", negator)
                .addIf(merges, "MERGES")
                .addIf(hashes, "HASHES")
                .add("RESTRICT", restriction)
                .add("JOIN", joining);
        return "CREATE OPERATOR " + name() + clauses.sql() + ";\n";
    }

    @Override
    public String reference() {
        return "OPERATOR " + name() + " (" + id().qualifier() + ")";
    }

    /** The characters of an operator are never quoted. */
    private String name() {
        return Identifier.spell(id().schema()) + "." + id().name();
    }
}
