package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A foreign-data wrapper ({@code pg_foreign_data_wrapper}).
 *
 * @param handler the function that reads and writes, as SQL names it ({@code pg_foreign_data_wrapper.fdwhandler})
 * @param validator the function that checks options, as SQL names it ({@code pg_foreign_data_wrapper.fdwvalidator})
 * @param options of all servers of it ({@code pg_foreign_data_wrapper.fdwoptions})
 */
public record ForeignDataWrapper(
        Head head, Optional<String> handler, Optional<String> validator, List<ForeignOption> options)
        implements CatalogObject {
    public ForeignDataWrapper {
        options = List.copyOf(options);
    }

    static ForeignDataWrapper of(Head head, Row row, Context context) {
        return new ForeignDataWrapper(
                head,
                row.optional("handler"),
                row.optional("validator"),
                ForeignOption.of(context.details("foreign_data_wrapper_options", row)));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference()
                + handler.map(name -> " HANDLER " + name).orElse("")
                + validator.map(name -> " VALIDATOR " + name).orElse("")
                + ForeignOption.clause(options) + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof ForeignDataWrapper old)) {
            return;
        }
        if (change.take("handler")) {
            change.add("ALTER " + reference()
                    + handler.map(name -> " HANDLER " + name).orElse(" NO HANDLER") + ";\n");
        }
        if (change.take("validator")) {
            change.add("ALTER " + reference()
                    + validator.map(name -> " VALIDATOR " + name).orElse(" NO VALIDATOR") + ";\n");
        }
        if (change.takeAll(fact -> fact.startsWith("option "))) {
            change.add(OptionChanges.ofForeign("ALTER " + reference(), old.options(), options));
        }
    }
}
