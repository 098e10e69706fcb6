package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A foreign server ({@code pg_foreign_server}).
 *
 * @param wrapper the name of its foreign-data wrapper ({@code srvfdw})
 * @param serverType what its wrapper calls its type ({@code srvtype})
 * @param version as somebody declared it ({@code pg_foreign_server.srvversion})
 * @param options such as host and port ({@code pg_foreign_server.srvoptions})
 */
public record Server(
        Head head, String wrapper, Optional<String> serverType, Optional<String> version, List<ForeignOption> options)
        implements CatalogObject {
    public Server {
        options = List.copyOf(options);
    }

    static Server of(Head head, Row row, Context context) {
        return new Server(
                head,
                row.text("wrapper"),
                row.optional("server_type"),
                row.optional("version"),
                ForeignOption.of(context.details("server_options", row)));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference()
                + serverType
                        .map(text -> " TYPE " + Identifier.literal(text).strip())
                        .orElse("")
                + version.map(text -> " VERSION " + Identifier.literal(text).strip())
                        .orElse("")
                + " FOREIGN DATA WRAPPER " + Identifier.spell(wrapper)
                + ForeignOption.clause(options) + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof Server old) || change.differs("wrapper") || change.differs("server type")) {
            return;
        }
        if (version.isPresent() && change.take("version")) {
            change.add("ALTER " + reference() + " VERSION " + Clauses.literal(version.get()) + ";\n");
        }
        if (change.takeAll(fact -> fact.startsWith("option "))) {
            change.add(OptionChanges.ofForeign("ALTER " + reference(), old.options(), options));
        }
    }
}
