package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An array of one dimension as the server prints it, {@code {plain,"with \"quotes\"",NULL}}, taken apart. */
final class TextArray {
    private final String text;
    private int at = 1;

    private TextArray(String text) {
        this.text = text;
    }

    /** The elements; one that is NULL reads {@code null}, as the text of that name does. */
    static List<String> elements(String text) {
        if (text.equals("{}")) {
            return List.of();
        }
        if (text.length() < 2 || text.charAt(0) != '{' || text.charAt(text.length() - 1) != '}') {
            throw new IllegalArgumentException("not an array of one dimension: " + text);
        }
        return new TextArray(text).elements();
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>(4);
        while (at < text.length()) {
            elements.add(text.charAt(at) == '"' ? quoted() : bare());
            at++; // the comma, or the end
        }
        return Collections.unmodifiableList(elements);
    }

    private String bare() {
        int begin = at;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        String element = text.substring(begin, at);
        return element.equals("NULL") ? "null" : element;
    }

    private String quoted() {
        StringBuilder element = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            element.append(text.charAt(at));
        }
        at++;
        return element.toString();
    }
}
