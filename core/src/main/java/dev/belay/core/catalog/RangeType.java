package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A range type and the multirange type that comes with it ({@code pg_range}).
 *
 * @param subtype of the bounds ({@code pg_range.rngsubtype})
 * @param multirange the name of its multirange type, with its schema ({@code rngmultitypid})
 * @param operatorClass of the subtype, where it is not the default one ({@code rngsubopc})
 * @param collation where it is not the one of the subtype ({@code pg_range.rngcollation})
 * @param canonical the function that brings a range into its canonical form ({@code pg_range.rngcanonical})
 * @param difference the function that says how far two values are apart ({@code rngsubdiff})
 */
public record RangeType(
        Head head,
        String subtype,
        String multirange,
        Optional<String> operatorClass,
        Optional<String> collation,
        Optional<String> canonical,
        Optional<String> difference)
        implements CatalogObject {
    static RangeType of(Head head, Row row, Context context) {
        return new RangeType(
                head,
                row.text("subtype"),
                row.text("multirange"),
                row.optional("operator_class"),
                row.optional("collation"),
                row.optional("canonical"),
                row.optional("difference"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses()
                .add("SUBTYPE", subtype)
                .add("MULTIRANGE_TYPE_NAME", multirange)
                .add("SUBTYPE_OPCLASS", operatorClass)
                .add("COLLATION", collation)
                .add("CANONICAL", canonical)
                .add("SUBTYPE_DIFF", difference);
        return "CREATE " + reference() + " AS RANGE" + clauses.sql() + ";\n";
    }

    /** Only a canonical function, which takes and returns the type, asks for one. */
    @Override
    public Optional<Stub> stub() {
        return canonical.map(function -> ShellType.stub(this));
    }
}
