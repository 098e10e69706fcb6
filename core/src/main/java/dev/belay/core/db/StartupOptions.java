package dev.belay.core.db;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * libpq's {@code options}, taken apart: what sets something ({@code -c name=value}, {@code --name=value}) is done after
 * the log-in, because poolers refuse it before; the rest goes to the server as it is.
 */
record StartupOptions(Map<String, String> settings, Optional<String> rest) {
    static StartupOptions parse(String options) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        List<String> words = words(options);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-c") && i + 1 < words.size() && words.get(i + 1).indexOf('=') > 0) {
                put(settings, words.get(++i));
            } else if (word.startsWith("-c") && word.indexOf('=') > 2) {
                put(settings, word.substring(2));
            } else if (word.startsWith("--") && word.indexOf('=') > 2) {
                put(settings, word.substring(2));
            } else {
                rest.add(word.replace("\\", "\\\\").replace(" ", "\\ "));
            }
        }
        return new StartupOptions(
                Collections.unmodifiableMap(settings),
                rest.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", rest)));
    }

    private static void put(Map<String, String> settings, String assignment) {
        int equals = assignment.indexOf('=');
        settings.put(assignment.substring(0, equals).replace('-', '_'), assignment.substring(equals + 1));
    }

    /** As the server splits them: at blanks, a backslash keeps the next character. */
    private static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            if (c == '\\' && i + 1 < options.length()) {
                word.append(options.charAt(++i));
                inside = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                inside = true;
            } else if (inside) {
                words.add(word.toString());
                word.setLength(0);
                inside = false;
            }
        }
        if (inside) {
            words.add(word.toString());
        }
        return words;
    }
}
