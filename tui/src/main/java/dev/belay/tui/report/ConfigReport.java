package dev.belay.tui.report;

import dev.belay.core.config.Origin;
import java.util.List;

/**
 * Every effective key of the configuration.
 *
 * @param keys with their values, secrets masked, and where they come from
 */
public record ConfigReport(List<Origin> keys) implements Report {
    public ConfigReport {
        keys = List.copyOf(keys);
    }

    @Override
    public void text(Page page) {
        Table table = new Table("key", "value", "from");
        for (Origin key : keys) {
            table.row(Table.Cell.of(key.key()), Table.Cell.of(key.value()), new Table.Cell(key.origin(), Tone.FAINT));
        }
        table.print(page);
    }

    @Override
    public void json(Json json) {
        json.list(
                "keys",
                keys,
                key -> json.text("key", key.key()).text("value", key.value()).text("origin", key.origin()));
    }
}
