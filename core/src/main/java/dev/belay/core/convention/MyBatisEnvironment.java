package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.ibatis.migration.Environment;
import org.apache.ibatis.migration.MigrationException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code environments/<name>.properties} says, as far as it matters to Belay. How statements are sent and with which
 * driver is the stock tool's own business; its hooks and delimiters, without which scripts mean something else, are
 * refused.
 *
 * @param variables for the scripts; {@code changelog} among them
 * @param charset of the scripts
 * @param zone in which ids of new scripts are made
 * @param connection where the stock tool connects to
 */
record MyBatisEnvironment(
        Map<String, String> variables, Charset charset, ZoneId zone, Optional<NativeConnection> connection) {
    private static final String DEFAULT_NAME = "development";

    static MyBatisEnvironment read(Path folder, Optional<String> name) {
        Path file = folder.resolve(name.orElse(DEFAULT_NAME) + ".properties");
        if (!Files.exists(file)) {
            return new MyBatisEnvironment(Map.of(), StandardCharsets.UTF_8, ZoneOffset.UTC, Optional.empty());
        }
        try {
            Environment environment = new Environment(file.toFile());
            refuse(environment, file);
            return of(environment);
        } catch (UnsupportedCharsetException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "unknown script_char_set \"" + e.getCharsetName() + "\" in \"" + file + "\"",
                    "write the name of a character set, such as UTF-8",
                    e);
        } catch (MigrationException | IllegalArgumentException e) {
            // The cause is left out: the library quotes what it could not read, and that may be a password.
            throw Refusal.of("cannot read \"" + file + "\"", "it must be a Java properties file");
        }
    }

    private static void refuse(Environment environment, Path file) {
        Stream<@Nullable String> hooks = Stream.of(
                environment.getHookBeforeUp(),
                environment.getHookBeforeEachUp(),
                environment.getHookAfterEachUp(),
                environment.getHookAfterUp(),
                environment.getHookBeforeDown(),
                environment.getHookBeforeEachDown(),
                environment.getHookAfterEachDown(),
                environment.getHookAfterDown());
        if (hooks.anyMatch(Objects::nonNull)) {
            throw Refusal.of(
                    "\"" + file + "\" has hooks, which Belay does not run",
                    "name them under \"hooks\" in belay.yaml, and give Belay an environment file without them");
        }
        if (!environment.getDelimiter().equals(";")) {
            throw Refusal.of(
                    "\"" + file + "\" sets the delimiter \"" + environment.getDelimiter() + "\"",
                    "end statements with a semicolon, as PostgreSQL does, and set no delimiter");
        }
    }

    private static MyBatisEnvironment of(Environment environment) {
        Map<String, String> variables = new HashMap<>();
        environment.getVariables().forEach((name, value) -> variables.put((String) name, (String) value));
        Optional<NativeConnection> connection = set(environment.getUrl())
                .map(url -> new NativeConnection(url, set(environment.getUsername()), set(environment.getPassword())));
        ZoneId zone = TimeZone.getTimeZone(environment.getTimeZone()).toZoneId();
        return new MyBatisEnvironment(Map.copyOf(variables), charset(environment), zone, connection);
    }

    private static Charset charset(Environment environment) {
        String name = environment.getScriptCharset();
        // Where the file is silent the library answers with the platform's own: Belay must not depend on that.
        return name.equals(Charset.defaultCharset().toString()) ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    @SuppressWarnings("NullAway") // the library answers null for what is not set
    private static Optional<String> set(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
