package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A catalog query as it is for one major version. A line of the file that ends with {@code --[15-]}, {@code --[-16]} or
 * {@code --[15-16]} counts for those majors only; every other line counts for all of them.
 */
final class QueryText {
    private static final Pattern CONDITION = Pattern.compile("--\\[(\\d*)-(\\d*)]\\s*$");

    private QueryText() {}

    static String of(String name, int major) {
        try (InputStream file = QueryText.class.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("no query " + name);
            }
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> counts(line, major))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that is about some entries of a catalog: {@code {oids}} in it is the array of them. */
    static String of(String name, int major, List<Long> oids) {
        String array = oids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        return of(name, major).replace("{oids}", array);
    }

    private static boolean counts(String line, int major) {
        Matcher condition = CONDITION.matcher(line);
        if (!condition.find()) {
            return true;
        }
        String from = condition.group(1);
        String to = condition.group(2);
        return (from.isEmpty() || Integer.parseInt(from) <= major) && (to.isEmpty() || major <= Integer.parseInt(to));
    }
}
