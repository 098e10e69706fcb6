package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A statement, and the difference that it makes, as {@code single-changes.txt} has them. */
record SingleChange(String statement, List<String> lines) {
    private static final String TOLD = "=> ";

    static List<SingleChange> all() {
        return Arrays.stream(resource("single-changes.txt").strip().split("\n\n+"))
                .map(SingleChange::of)
                .toList();
    }

    private static SingleChange of(String entry) {
        List<String> lines = entry.lines().toList();
        return new SingleChange(
                lines.stream().filter(line -> !line.startsWith(TOLD)).collect(Collectors.joining("\n")),
                lines.stream()
                        .filter(line -> line.startsWith(TOLD))
                        .map(line -> line.substring(TOLD.length()))
                        .toList());
    }

    static String resource(String name) {
        try (InputStream text = SingleChange.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
