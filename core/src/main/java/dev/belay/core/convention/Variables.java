package dev.belay.core.convention;

import java.util.Map;
import org.apache.ibatis.migration.VariableReplacer;

/**
 * Fills in <code>${name}</code> line by line, to the letter as MyBatis Migrations does: an unknown name stays, a backslash
 * before the dollar sign keeps it and goes, and a line whose only candidate follows a second dollar sign is not looked
 * at.
 */
final class Variables {
    private final VariableReplacer replacer;

    Variables(Map<String, String> values) {
        this.replacer = new VariableReplacer(values);
    }

    String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        StringBuilder filled = new StringBuilder(text.length());
        for (int start = 0; start < text.length(); ) {
            int end = Lines.end(text, start);
            String line = text.substring(start, end);
            filled.append(candidate(line) ? replacer.replace(line) : line);
            int next = Lines.next(text, start);
            filled.append(text, end, next);
            start = next;
        }
        return filled.toString();
    }

    private static boolean candidate(String line) {
        for (int dollar = line.indexOf('$'); dollar >= 0; dollar = line.indexOf('$', dollar + 2)) {
            if (line.startsWith("{", dollar + 1)) {
                return line.indexOf('}', dollar + 2) >= 0;
            }
        }
        return false;
    }
}
