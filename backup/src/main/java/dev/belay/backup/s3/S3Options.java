package dev.belay.backup.s3;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a service is spoken to and how objects are kept.
 *
 * @param endpoint empty for AWS itself
 * @param requiredChecksumsOnly whether only those that an operation needs are sent: services other than AWS refuse more
 * @param serverSideEncryption {@code AES256} or {@code aws:kms}, as the header has it
 * @param tags as the header has them: {@code a=b&c=d}
 * @param partSize of the first parts of an upload, in bytes
 * @param timeout how long an answer may take
 */
record S3Options(
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<String> profile,
        boolean pathStyle,
        boolean requiredChecksumsOnly,
        Optional<String> serverSideEncryption,
        Optional<String> kmsKey,
        Optional<String> storageClass,
        Optional<String> tags,
        int partSize,
        Duration timeout) {
    private static final List<String> NAMES = List.of(
            "endpoint",
            "region",
            "profile",
            "path-style",
            "checksums",
            "encryption",
            "kms-key",
            "storage-class",
            "tags",
            "part-size",
            "timeout");
    /** What S3 takes for any part but the last. */
    private static final int SMALLEST_PART = 5;

    private static final int LARGEST_PART = 512;

    static S3Options of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw refusal("there is no option " + name + " for S3", Nearest.hint(name, NAMES));
            }
        }
        Optional<URI> endpoint = value(options, "endpoint").map(S3Options::endpoint);
        // Whoever names an endpoint speaks to something else than AWS, or to a gateway.
        String foreign = Boolean.toString(endpoint.isPresent());
        return new S3Options(
                endpoint,
                value(options, "region"),
                value(options, "profile"),
                choice(options, "path-style", foreign, "true", "false").equals("true"),
                choice(options, "checksums", foreign.equals("true") ? "required" : "supported", "required", "supported")
                        .equals("required"),
                value(options, "encryption")
                        .map(any -> choice(options, "encryption", "", "AES256", "aws:kms", "aws:kms:dsse")),
                value(options, "kms-key"),
                value(options, "storage-class"),
                value(options, "tags").map(S3Options::tags),
                number(options, "part-size", 8, SMALLEST_PART, LARGEST_PART) << 20,
                Duration.ofSeconds(number(options, "timeout", 60, 1, 3600)));
    }

    /** Whether nothing but the signature keeps what is sent from being changed on its way. */
    boolean plainHttp() {
        return endpoint.filter(uri -> "http".equalsIgnoreCase(uri.getScheme())).isPresent();
    }

    private static Optional<String> value(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
    }

    private static String choice(Map<String, String> options, String name, String otherwise, String... choices) {
        String value = value(options, name).orElse(otherwise);
        if (!List.of(choices).contains(value)) {
            throw refusal(name + " is \"" + value + "\"", Nearest.hint(value, List.of(choices)));
        }
        return value;
    }

    private static int number(Map<String, String> options, String name, int otherwise, int least, int most) {
        String value = value(options, name).orElse(Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw refusal(name + " is \"" + value + "\"", "give a number from " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }

    private static URI endpoint(String text) {
        if (!text.matches("https?://[^/?#@]+/?")) {
            throw refusal(
                    "endpoint is \"" + text.replaceAll("//.*@", "//…@") + "\"",
                    "give https://host or https://host:port");
        }
        return URI.create(text);
    }

    private static String tags(String text) {
        if (!text.matches("[^=&,]+=[^=&,]*(,[^=&,]+=[^=&,]*)*")) {
            throw refusal("tags are \"" + text + "\"", "give name=value,name=value");
        }
        return Arrays.stream(text.split(",", -1))
                .map(tag -> tag.split("=", -1))
                .map(tag -> encoded(tag[0]) + "=" + encoded(tag[1]))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.strip(), StandardCharsets.UTF_8);
    }

    private static BelayException refusal(String message, String hint) {
        return new BelayException(Kind.USAGE, message, hint);
    }
}
