package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How to connect, as somebody wrote it: a URL of libpq, Prisma or JDBC, a connection string of libpq, or separate parts.
 * {@link #settings} adds what the surroundings know.
 */
public final class ConnectionUrl {
    private static final String JDBC = "jdbc:postgresql:";

    private final Map<String, String> keywords;
    private final List<String> notes;

    private ConnectionUrl(Keywords keywords) {
        this(keywords.meant(), List.copyOf(keywords.notes()));
    }

    private ConnectionUrl(Map<String, String> keywords, List<String> notes) {
        this.keywords = keywords;
        this.notes = notes;
    }

    /**
     * Reads any of the forms.
     *
     * @throws BelayException of kind USAGE when the text cannot be understood; the message never holds the text's
     *     password
     */
    public static ConnectionUrl parse(String text) {
        String url = text.strip();
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return libpq(UrlParser.libpq(url.substring(url.indexOf("://") + 3)));
        }
        if (url.startsWith(JDBC)) {
            return new ConnectionUrl(Keywords.of(UrlParser.jdbc(url.substring(JDBC.length())), Keywords.Dialect.JDBC));
        }
        if (!url.contains("://") && url.indexOf('=') > 0) {
            return libpq(ConninfoParser.parse(url));
        }
        throw notOurs(url);
    }

    /** From separate parts, by libpq's names: nothing in them is decoded. */
    public static ConnectionUrl of(Map<String, String> parts) {
        return libpq(new LinkedHashMap<>(parts));
    }

    /** The same with further parts, by libpq's names: they go before what is written in the URL. */
    public ConnectionUrl with(Map<String, String> parts) {
        Keywords more = Keywords.of(parts, Keywords.Dialect.LIBPQ);
        Map<String, String> all = new LinkedHashMap<>(keywords);
        all.putAll(more.meant());
        return new ConnectionUrl(
                all, Stream.concat(notes.stream(), more.notes().stream()).toList());
    }

    /** Whether the text looks like one of the forms that {@link #parse} reads. */
    public static boolean recognises(String text) {
        return text.contains("://") || text.startsWith("jdbc:") || text.indexOf('=') > 0;
    }

    private static ConnectionUrl libpq(Map<String, String> parts) {
        return new ConnectionUrl(Keywords.of(parts, Keywords.Dialect.LIBPQ));
    }

    private static BelayException notOurs(String url) {
        if (url.isEmpty()) {
            return new BelayException(
                    Kind.USAGE,
                    "the connection URL is empty",
                    "is the variable or the secret set, and under that name?");
        }
        String scheme = url.contains("://") ? url.substring(0, url.indexOf("://") + 3) : "";
        String hint = "write postgresql://user:password@host:5432/database";
        if (scheme.startsWith("prisma")) {
            return new BelayException(
                    Kind.USAGE,
                    "\"" + scheme + "…\" is not a database but a proxy that runs no migrations",
                    "use the database's own URL, in Prisma projects often DIRECT_URL");
        }
        // Without a scheme the text may be anything, even a bare password: it is not shown.
        return new BelayException(
                Kind.USAGE,
                scheme.isEmpty()
                        ? "the connection URL does not begin with postgresql://"
                        : "\"" + scheme + "…\" is not a PostgreSQL URL",
                hint);
    }

    /** Whether a password is written in it. */
    public boolean holdsPassword() {
        return !keywords.getOrDefault("password", "").isEmpty()
                || !keywords.getOrDefault(Keywords.DRIVER + "sslpassword", "").isEmpty();
    }

    /** The parts that are written in it, by libpq's names; the password is one of them. */
    Map<String, String> keywords() {
        return keywords;
    }

    List<String> notes() {
        return notes;
    }

    /** Fills in what is not said: a service file, then the PG… variables, then {@code .pgpass}, then defaults. */
    public ConnectionSettings settings(Surroundings surroundings) {
        return new Resolution(this, surroundings).settings();
    }

    /** Any text with the passwords in its URLs and connection strings hidden, even where it is no readable URL. */
    public static String mask(String text) {
        return UrlText.mask(text);
    }

    @Override
    public String toString() {
        Map<String, String> shown = new LinkedHashMap<>(keywords);
        shown.replaceAll((name, value) -> name.endsWith("password") ? Secret.MASK : value);
        return shown.toString();
    }
}
