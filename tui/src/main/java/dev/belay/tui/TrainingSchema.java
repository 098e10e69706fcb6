package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.catalog.CatalogReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the queries of the catalog answer in a small database with something of each common kind: recorded, since nothing
 * less than objects makes Java use the classes that a schema is made of.
 */
final class TrainingSchema {
    private static final String RECORD = "training.csv";

    private TrainingSchema() {}

    /**
     * The lines that the query sends, the first of which names its columns; within a value U+2424 stands for a newline.
     *
     * @throws IllegalArgumentException if nothing is recorded of it
     */
    static List<String> answer(String query) {
        List<String> lines = lines();
        int begin = lines.indexOf("-- " + query) + 1;
        if (begin == 0) {
            throw new IllegalArgumentException("nothing is recorded of the query " + query);
        }
        int end = begin;
        while (end < lines.size() && !lines.get(end).startsWith("-- ")) {
            end++;
        }
        return lines.subList(begin, end);
    }

    private static List<String> lines() {
        try (InputStream file = CatalogReader.class.getResourceAsStream(RECORD)) {
            if (file == null) {
                throw new IllegalStateException("no " + RECORD);
            }
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
