package dev.belay.tui.screen;

import java.util.List;

/**
 * What the first row says at all times.
 *
 * @param project and where it is, the most important first; what does not fit is left out from the end
 * @param guarded whether mistakes are expensive here
 * @param marks in capitals at the right, such as PROTECTED
 */
public record Head(List<String> project, boolean guarded, List<String> marks) {
    public Head {
        project = List.copyOf(project);
        marks = List.copyOf(marks);
    }
}
