package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * Statistics over several columns or expressions ({@code pg_statistic_ext}).
 *
 * @param definition {@code CREATE STATISTICS}, as the server prints it ({@code pg_get_statisticsobjdef})
 * @param target how closely {@code ANALYZE} looks, where it is not the default ({@code stxstattarget})
 */
public record Statistics(Head head, String definition, Optional<String> target) implements CatalogObject {
    static Statistics of(Head head, Row row, Context context) {
        return new Statistics(head, row.text("definition"), row.optional("target"));
    }

    @Override
    public String create(Set<Part> apart) {
        return definition + ";\n"
                + target.map(number -> "ALTER " + reference() + " SET STATISTICS " + number + ";\n")
                        .orElse("");
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!change.differs("definition") && change.take("target")) {
            change.add("ALTER " + reference() + " SET STATISTICS " + target.orElse("-1") + ";\n");
        }
    }
}
