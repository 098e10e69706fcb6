package dev.belay.core.migration;

import java.util.Map;
import java.util.TreeMap;

/**
 * A data migration in Java, as its author wrote it: nobody has understood it yet.
 *
 * @param name what messages call the file
 * @param text the whole of it
 * @param entry the method to call once its declarations are known; empty when its statements are what runs
 * @param variables of the project, which it may ask for by name
 */
public record ProgramText(String name, String text, String entry, Map<String, String> variables) {
    public ProgramText {
        variables = Map.copyOf(variables);
    }

    /** What a run does: the text, where it begins, and the values of the variables that it names. */
    public String identity() {
        StringBuilder identity = new StringBuilder(text).append('\0').append(entry);
        new TreeMap<>(variables).forEach((name, value) -> {
            if (text.contains('"' + name + '"')) {
                identity.append('\0').append(name).append('=').append(value);
            }
        });
        return identity.toString();
    }
}
