package dev.belay.verify.query;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the server would run a query.
 *
 * @param nodes of the plan, each before those it takes its rows from
 * @param sequentialCost what it would cost without any index
 */
public record Planned(List<PlanNode> nodes, double sequentialCost) {
    public Planned {
        nodes = List.copyOf(nodes);
    }

    double cost() {
        return nodes.get(0).cost();
    }

    /** On one line: what takes its rows from what. */
    public String brief() {
        return nodes.stream().map(PlanNode::brief).collect(Collectors.joining(" < "))
                + String.format(Locale.ROOT, " (cost %.0f, %.0f without indexes)", cost(), sequentialCost);
    }
}
