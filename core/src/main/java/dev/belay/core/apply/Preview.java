package dev.belay.core.apply;

import java.util.List;

/**
 * A plan with all that a careful operator wants to see before it runs.
 *
 * @param standing how things stand
 * @param plan the steps, and what stands in the way; problems found in the files are among them
 * @param outlines one per step, as far as the files can be understood
 * @param hash the name of this plan, for {@code up --approve}
 * @param prerequisites what the files declare they need
 * @param hooks what would run around the steps, in that order
 */
public record Preview(
        Standing standing,
        Plan plan,
        List<Outline> outlines,
        String hash,
        List<Prerequisite> prerequisites,
        List<PlannedHook> hooks) {
    public Preview {
        outlines = List.copyOf(outlines);
        prerequisites = List.copyOf(prerequisites);
        hooks = List.copyOf(hooks);
    }
}
