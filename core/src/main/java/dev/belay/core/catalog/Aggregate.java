package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * An aggregate ({@code pg_aggregate}).
 *
 * @param arguments with names and modes; {@code *} for none, and {@code ORDER BY} before those that are ordered
 * @param identityArguments as {@code DROP} takes them
 * @param kind ordinary, ordered-set or hypothetical-set ({@code pg_aggregate.aggkind})
 * @param plain how it computes ({@code aggtransfn … agginitval})
 * @param moving how it computes over a frame that moves, where it has a way of its own ({@code aggmtransfn …
 *     aggminitval})
 * @param combine puts two partial states together ({@code aggcombinefn})
 * @param serialize a state for another process ({@code aggserialfn})
 * @param deserialize the state of another process ({@code aggdeserialfn})
 * @param sortOperator of what {@code min} and {@code max} do, as {@code OPERATOR(pg_catalog.<)}
 * @param parallel {@code SAFE}, {@code RESTRICTED} or {@code UNSAFE}
 */
public record Aggregate(
        Head head,
        String arguments,
        String identityArguments,
        Kind kind,
        Computation plain,
        Optional<Computation> moving,
        Optional<String> combine,
        Optional<String> serialize,
        Optional<String> deserialize,
        Optional<String> sortOperator,
        String parallel)
        implements CatalogObject {
    /** How rows are given to it. */
    public enum Kind {
        NORMAL,
        ORDERED_SET,
        HYPOTHETICAL_SET
    }

    /**
     * How a state becomes the next one and in the end the result.
     *
     * @param transition takes a row in ({@code aggtransfn})
     * @param inverse takes a row out again; of moving aggregates only ({@code aggminvtransfn})
     * @param stateType of what is kept between two rows ({@code aggtranstype})
     * @param space the size of a state as the planner shall guess it; 0 leaves that to the planner ({@code pg_aggregate.aggtransspace})
     * @param initial the first state, as text ({@code agginitval})
     * @param finish makes the result of the last state ({@code aggfinalfn})
     * @param finishExtra whether it is given NULLs in the places of the arguments too ({@code aggfinalextra})
     * @param finishModifies {@code READ_ONLY}, {@code SHAREABLE} or {@code READ_WRITE}: what it does to the state
     */
    public record Computation(
            String transition,
            Optional<String> inverse,
            String stateType,
            int space,
            Optional<String> initial,
            Optional<String> finish,
            boolean finishExtra,
            String finishModifies) {
        private static Computation of(Row row, String prefix) {
            return new Computation(
                    row.text(prefix + "transition"),
                    prefix.isEmpty() ? Optional.empty() : row.optional(prefix + "inverse"),
                    row.text(prefix + "state_type"),
                    row.number(prefix + "space"),
                    row.optional(prefix + "initial"),
                    row.optional(prefix + "final"),
                    row.flag(prefix + "final_extra"),
                    row.text(prefix + "final_modify"));
        }

        private void add(Clauses clauses, String prefix, String usual) {
            clauses.add(prefix + "SFUNC", transition)
                    .add(prefix + "INVFUNC", inverse)
                    .add(prefix + "STYPE", stateType)
                    .addIf(space != 0, prefix + "SSPACE = " + space)
                    .addText(prefix + "INITCOND", initial)
                    .add(prefix + "FINALFUNC", finish)
                    .addIf(finishExtra, prefix + "FINALFUNC_EXTRA")
                    .addIf(
                            finish.isPresent() && !finishModifies.equals(usual),
                            prefix + "FINALFUNC_MODIFY = " + finishModifies);
        }
    }

    static Aggregate of(Head head, Row row, Context context) {
        return new Aggregate(
                head,
                row.text("arguments"),
                row.text("identity_arguments"),
                Kind.valueOf(row.text("kind")),
                Computation.of(row, ""),
                row.optional("mtransition").map(present -> Computation.of(row, "m")),
                row.optional("combine"),
                row.optional("serialize"),
                row.optional("deserialize"),
                row.optional("sort_operator"),
                row.text("parallel"));
    }

    @Override
    public String create(Set<Part> apart) {
        // The server takes the state of ordered sets for changed by the final function, unless told.
        String usual = kind == Kind.NORMAL ? "READ_ONLY" : "READ_WRITE";
        Clauses clauses = new Clauses();
        plain.add(clauses, "", usual);
        clauses.add("COMBINEFUNC", combine).add("SERIALFUNC", serialize).add("DESERIALFUNC", deserialize);
        moving.ifPresent(computation -> computation.add(clauses, "M", usual));
        clauses.add("SORTOP", sortOperator)
                .addIf(kind == Kind.HYPOTHETICAL_SET, "HYPOTHETICAL")
                .addIf(!parallel.equals("UNSAFE"), "PARALLEL = " + parallel);
        return "CREATE AGGREGATE " + id().sql() + "(" + arguments + ")" + clauses.sql() + ";\n";
    }

    @Override
    public String reference() {
        return "AGGREGATE " + id().sql() + "(" + identityArguments + ")";
    }

    /** There is no GRANT for aggregates as such. */
    @Override
    public String grantable() {
        return "FUNCTION " + id().sql() + "(" + id().qualifier() + ")";
    }

    @Override
    public String tag() {
        return id().name() + "(" + (id().qualifier().isEmpty() ? "*" : id().qualifier()) + ")";
    }

    /** With the same state and the same last step it has the same result, and can be replaced in place. */
    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof Aggregate old
                && arguments.equals(old.arguments())
                && kind == old.kind()
                && plain.stateType().equals(old.plain().stateType())
                && plain.finish().equals(old.plain().finish())
                && change.takeAll(fact -> !Alteration.isCommon(fact))) {
            change.add("CREATE OR REPLACE " + create().substring("CREATE ".length()));
        }
    }
}
