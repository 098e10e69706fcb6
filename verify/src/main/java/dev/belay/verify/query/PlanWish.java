package dev.belay.verify.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan should be. Judging is pure.
 *
 * @param indexes sets of names, of each of which one must be used as it should be
 * @param noSequential tables that are not read as a whole
 * @param costRatio how much of the cost without indexes it may have
 * @param sorts whether rows may be sorted
 */
public record PlanWish(List<Set<String>> indexes, Set<String> noSequential, OptionalDouble costRatio, boolean sorts) {
    public PlanWish {
        indexes = List.copyOf(indexes);
        noSequential = Set.copyOf(noSequential);
    }

    /** What is not so, each with the plan. */
    public List<String> judge(Planned planned) {
        List<String> complaints = new ArrayList<>();
        indexes.forEach(names -> index(names, planned, complaints));
        for (PlanNode node : planned.nodes()) {
            if (node.readsWholeTable()
                    && (noSequential.contains(node.relation().orElse(""))
                            || noSequential.contains(node.root().orElse("")))) {
                complaints.add("reads all of " + node.relation().orElse(""));
            }
        }
        double ratio = planned.cost() / planned.sequentialCost();
        if (costRatio.isPresent() && ratio > costRatio.getAsDouble()) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "costs %.3g of what it costs without indexes, more than %s",
                    ratio,
                    costRatio.getAsDouble()));
        }
        if (!sorts && planned.nodes().stream().anyMatch(PlanNode::sorts)) {
            complaints.add("sorts");
        }
        return complaints.stream()
                .map(complaint -> complaint + "; the plan is " + planned.brief())
                .toList();
    }

    private static void index(Set<String> names, Planned planned, List<String> complaints) {
        List<PlanNode> users = planned.nodes().stream()
                .filter(node -> node.index()
                        .filter(it -> names.stream().anyMatch(it::is))
                        .isPresent())
                .toList();
        String words = names.stream().sorted().collect(Collectors.joining(" or "));
        if (users.isEmpty()) {
            complaints.add("does not use the index " + words);
        }
        for (PlanNode node : users) {
            node.misuse()
                    .ifPresent(why ->
                            complaints.add("uses " + node.index().orElseThrow().name() + ", but " + why));
        }
    }
}
