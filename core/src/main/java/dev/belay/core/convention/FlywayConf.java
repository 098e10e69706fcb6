package dev.belay.core.convention;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The settings of one script, in {@code <script>.conf} beside it.
 *
 * @param transaction whether it runs in one
 * @param placeholders whether they are replaced
 * @param charset of the script
 */
record FlywayConf(boolean transaction, boolean placeholders, Charset charset) {
    static final FlywayConf DEFAULT = new FlywayConf(true, true, StandardCharsets.UTF_8);

    private static final String TRANSACTION = "executeInTransaction";
    private static final String PLACEHOLDERS = "placeholderReplacement";
    private static final String ENCODING = "encoding";

    static FlywayConf read(Path file, Folder folder) {
        String shown = folder.shown(file);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(folder.read(file).text()));
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.of("cannot read \"" + shown + "\": " + e.getMessage(), "it must be lines of key=value");
        }
        for (String key : properties.stringPropertyNames()) {
            if (!List.of(TRANSACTION, PLACEHOLDERS, ENCODING).contains(key)) {
                throw Refusal.of(
                        "unknown setting \"" + key + "\" in \"" + shown + "\"",
                        "known are: " + String.join(", ", TRANSACTION, PLACEHOLDERS, ENCODING));
            }
        }
        return new FlywayConf(
                flag(properties, TRANSACTION, shown),
                flag(properties, PLACEHOLDERS, shown),
                charset(properties.getProperty(ENCODING, "UTF-8").strip(), shown));
    }

    private static boolean flag(Properties properties, String key, String shown) {
        String value = properties.getProperty(key, "true").strip();
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Refusal.of(key + " in \"" + shown + "\" is \"" + value + "\"", "write true or false");
        }
        return Boolean.parseBoolean(value);
    }

    private static Charset charset(String name, String shown) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.of("unknown encoding \"" + name + "\" in \"" + shown + "\"", "write UTF-8");
        }
    }
}
