package dev.belay.verify.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tables held when somebody wrote it down: {@code tables: {app.users: {rows: 10, hash: "xxh64:…"}}}.
 *
 * @param name as the spec says it
 * @param tables empty where there is no such file yet
 */
record RecordFile(String name, Optional<Map<String, Rows>> tables) {
    /** The hash is that of a backup's manifest. */
    record Rows(long number, String hash) {}

    static RecordFile read(Entry entry, Path folder) {
        String name = entry.text();
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return new RecordFile(name, Optional.empty());
        }
        try {
            Entry root = Entry.of(name, YamlReader.read(name, Files.readString(file, UTF_8), "tables: {}"));
            Map<String, Rows> tables = new TreeMap<>();
            root.required(root.group("tables"), "tables").names().forEach((table, rows) -> {
                Map<String, Entry> keys = rows.group("rows", "hash");
                tables.put(
                        table,
                        new Rows(
                                rows.required(keys, "rows").number(),
                                rows.required(keys, "hash").text()));
            });
            return new RecordFile(name, Optional.of(tables));
        } catch (IOException e) {
            throw entry.wrong("names a file that cannot be read: " + file, "may this user read it?");
        }
    }

    static String text(SortedMap<String, Rows> tables) {
        StringBuilder text = new StringBuilder("# What tables held; belay verify --record writes it.\ntables:\n");
        tables.forEach((table, rows) -> text.append("  ")
                .append(YamlText.value(table))
                .append(": {rows: ")
                .append(rows.number())
                .append(", hash: \"")
                .append(rows.hash())
                .append("\"}\n"));
        return text.toString();
    }
}
