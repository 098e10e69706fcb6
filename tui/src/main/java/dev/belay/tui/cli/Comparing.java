package dev.belay.tui.cli;

import dev.belay.core.catalog.Described.Aspect;
import dev.belay.tui.SchemaTools;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** How two schemas are compared. */
final class Comparing implements Piece {
    private final Argument<Set<Aspect>> ignored = Argument.someOf(
            Aspect.class,
            "--ignore",
            "WHAT",
            "What does not count: owners, privileges, comments, security_labels, database.");
    private final Flag columnOrder = new Flag("--column-order", "The order of columns counts too.");
    private final Argument<String> scratch = Argument.option(
            "--scratch", "WHERE", "Where migrations are tried: target, embedded, an environment or a place.");

    @Override
    public void addTo(CommandSpec command) {
        ignored.addTo(command);
        columnOrder.addTo(command);
        scratch.addTo(command);
    }

    SchemaTools.Comparison comparison() {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        aspects.addAll(ignored.value());
        if (!columnOrder.given()) {
            aspects.add(Aspect.COLUMN_ORDER);
        }
        return new SchemaTools.Comparison(Set.copyOf(aspects), scratch.given());
    }
}
