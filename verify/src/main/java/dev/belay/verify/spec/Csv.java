package dev.belay.verify.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV as {@code COPY … CSV HEADER} writes it: an empty value without quotes is NULL. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    static List<List<@Nullable String>> read(String text) {
        Csv csv = new Csv(text);
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            rows.add(csv.row());
        }
        return rows;
    }

    private List<@Nullable String> row() {
        List<@Nullable String> row = new ArrayList<>();
        while (true) {
            row.add(value());
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                continue;
            }
            while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
                boolean end = text.charAt(at) == '\n';
                at++;
                if (end) {
                    break;
                }
            }
            return row;
        }
    }

    private @Nullable String value() {
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        boolean open = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (open && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                value.append('"');
                at++;
            } else if (c == '"') {
                open = !open;
                quoted = true;
            } else if (!open && (c == ',' || c == '\n' || c == '\r')) {
                break;
            } else {
                value.append(c);
            }
            at++;
        }
        return value.length() == 0 && !quoted ? null : value.toString();
    }
}
