package dev.belay.tui.cli;

import dev.belay.core.catalog.Described.Aspect;
import dev.belay.tui.Toolkit;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How two schemas are compared. */
final class Comparing {
    @Option(
            names = "--ignore",
            paramLabel = "WHAT",
            split = ",",
            description = "What does not count: owners, privileges, comments, security_labels.")
    private Set<Aspect> ignored = new LinkedHashSet<>();

    @Option(names = "--column-order", description = "The order of columns counts too.")
    private boolean columnOrder;

    @Option(
            names = "--scratch",
            paramLabel = "WHERE",
            description = "Where migrations are tried: target, embedded, an environment or a place.")
    private Optional<String> scratch = Optional.empty();

    Toolkit.Comparison comparison() {
        Set<Aspect> aspects = ignored.isEmpty() ? EnumSet.noneOf(Aspect.class) : EnumSet.copyOf(ignored);
        if (!columnOrder) {
            aspects.add(Aspect.COLUMN_ORDER);
        }
        return new Toolkit.Comparison(Set.copyOf(aspects), scratch);
    }
}
