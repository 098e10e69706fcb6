package dev.belay.verify.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.db.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code rows: 8}, {@code rows: {min: 1, max: 9}}, {@code rows: {equal: seed.csv}} or {@code {columns: […], equal: [[…]]}}. */
final class RowsRule {
    private static final int SHOWN = 3;

    private final OfTable table;

    RowsRule(OfTable table) {
        this.table = table;
    }

    void rows(Entry entry) {
        if (!entry.isGroup()) {
            long number = entry.number();
            count(entry, number, number);
            return;
        }
        Map<String, Entry> keys = entry.group("exactly", "min", "max", "columns", "equal", "unchanged_since");
        if (keys.containsKey("unchanged_since")) {
            new UnchangedRule(table, false).read(keys.get("unchanged_since"));
        }
        if (keys.containsKey("exactly")) {
            count(entry, keys.get("exactly").number(), keys.get("exactly").number());
        }
        if (keys.containsKey("min") || keys.containsKey("max")) {
            count(
                    entry,
                    keys.containsKey("min") ? keys.get("min").number() : 0,
                    keys.containsKey("max") ? keys.get("max").number() : Long.MAX_VALUE);
        }
        if (keys.containsKey("equal")) {
            equal(keys.get("equal"), wanted(keys.get("equal"), keys));
        } else if (keys.containsKey("columns")) {
            throw keys.get("columns").wrong("is said without rows", "add equal: [[…]]");
        }
    }

    private void count(Entry entry, long least, long most) {
        String object = table.id().sql();
        table.ask("rows", object, entry, "SELECT count(*) FROM " + object, answer -> {
            long found = answer.number();
            if (found >= least && found <= most) {
                return Complaint.none();
            }
            String wanted =
                    least == most ? ", not " + least : found < least ? ", fewer than " + least : ", more than " + most;
            return Complaint.of("rows", object, "has " + found + (found == 1 ? " row" : " rows") + wanted);
        });
    }

    /** The names of the columns, then the rows. */
    private List<List<@Nullable String>> wanted(Entry equal, Map<String, Entry> keys) {
        if (!equal.isList()) {
            return file(equal);
        }
        if (!keys.containsKey("columns")) {
            throw equal.wrong("needs the names of the columns", "add columns: [key, name]");
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(keys.get("columns").texts()));
        for (Entry row : equal.items()) {
            rows.add(new ArrayList<>(row.texts()));
            if (row.texts().size() != rows.get(0).size()) {
                throw row.wrong(
                        "has a row of " + row.texts().size() + " values for "
                                + rows.get(0).size() + " columns",
                        "write one value for each column");
            }
        }
        return rows;
    }

    private List<List<@Nullable String>> file(Entry equal) {
        Path file = table.draft().folder().resolve(equal.text());
        try {
            List<List<@Nullable String>> rows = Csv.read(Files.readString(file, UTF_8));
            if (rows.isEmpty()) {
                throw equal.wrong("names a file without a line of columns", "the first line names the columns");
            }
            return rows;
        } catch (IOException e) {
            throw equal.wrong("names a file that cannot be read: " + file, "the path is relative to the spec");
        }
    }

    private void equal(Entry entry, List<List<@Nullable String>> wanted) {
        String object = table.id().sql();
        String columns = wanted.get(0).stream()
                .map(name -> Identifier.quote(String.valueOf(name)) + "::text")
                .collect(Collectors.joining(", "));
        table.ask("rows", object, entry, "SELECT " + columns + " FROM " + object, answer -> {
            List<List<@Nullable String>> lacking = new ArrayList<>(wanted.subList(1, wanted.size()));
            List<List<@Nullable String>> extra = new ArrayList<>();
            for (List<@Nullable String> row : answer.rows()) {
                if (!lacking.remove(row)) {
                    extra.add(row);
                }
            }
            List<String> messages = new ArrayList<>();
            if (!lacking.isEmpty()) {
                messages.add("lacks " + some(lacking));
            }
            if (!extra.isEmpty()) {
                messages.add("has " + some(extra) + " beyond those that are expected");
            }
            return messages.isEmpty()
                    ? Complaint.none()
                    : Complaint.of("rows", object, String.join(", and ", messages));
        });
    }

    private static String some(List<List<@Nullable String>> rows) {
        String first = rows.stream()
                .limit(SHOWN)
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return rows.size() + (rows.size() == 1 ? " row: " : " rows: ") + first + (rows.size() > SHOWN ? ", …" : "");
    }
}
