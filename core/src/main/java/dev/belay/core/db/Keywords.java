package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGProperty;

/**
 * What the names in a URL, a connection string or a service file mean: libpq's are the common language, Prisma's and the
 * driver's are translated into it.
 */
final class Keywords {
    /** Those that {@link Resolution} turns into settings, by libpq's name or Prisma's. */
    private static final Set<String> CARRIED = Set.of(
            "host",
            "hostaddr",
            "port",
            "dbname",
            "user",
            "password",
            "passfile",
            "service",
            "connect_timeout",
            "application_name",
            "options",
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "schema",
            "connection_limit",
            "pool_timeout",
            "pgbouncer",
            "sslaccept",
            "sslidentity");

    private static final Map<String, String> DRIVER_TO_LIBPQ = Map.of(
            "PGHOST", "host",
            "PGPORT", "port",
            "PGDBNAME", "dbname",
            "ApplicationName", "application_name",
            "connectTimeout", "connect_timeout",
            "currentSchema", "search_path");

    /** Same meaning, the driver's spelling. */
    private static final Map<String, String> LIBPQ_TO_DRIVER = Map.of(
            "sslpassword", "sslpassword",
            "sslnegotiation", "sslNegotiation",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode",
            "krbsrvname", "kerberosServerName",
            "gsslib", "gsslib",
            "require_auth", "requireAuth");

    private static final Map<String, Map<String, String>> TRANSLATED = Map.of(
            "target_session_attrs",
                    Map.of(
                            "any",
                            "any",
                            "read-write",
                            "primary",
                            "primary",
                            "primary",
                            "read-only",
                            "secondary",
                            "standby",
                            "secondary",
                            "prefer-standby",
                            "preferSecondary"),
            "load_balance_hosts", Map.of("disable", "false", "random", "true"),
            "keepalives", Map.of("0", "false", "1", "true"));

    private static final Map<String, String> TRANSLATED_NAMES = Map.of(
            "target_session_attrs", "targetServerType",
            "load_balance_hosts", "loadBalanceHosts",
            "keepalives", "tcpKeepAlive");

    /** Harmless to leave out. */
    private static final Set<String> IGNORED = Set.of(
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "sslcompression",
            "sslsni",
            "fallback_application_name",
            "client_encoding",
            "gssdelegation",
            "socket_timeout",
            "statement_cache_size",
            "single_use_connections",
            "max_connection_lifetime",
            "max_idle_connection_lifetime");

    /** Leaving these out would promise a safety or a kind of session that there is not. */
    private static final Set<String> REFUSED = Set.of(
            "sslcrl",
            "sslcrldir",
            "sslcertmode",
            "ssl_min_protocol_version",
            "ssl_max_protocol_version",
            "requirepeer",
            "replication");

    /** Whose URL it is: two names mean different things to libpq and to the driver. */
    enum Dialect {
        LIBPQ,
        JDBC
    }

    /** By libpq's names; the driver's own settings under {@code driver:} and its name. */
    static final String DRIVER = "driver:";

    private final Dialect dialect;
    private final Map<String, String> meant = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private Keywords(Dialect dialect) {
        this.dialect = dialect;
    }

    static Keywords of(Map<String, String> parts, Dialect dialect) {
        Keywords keywords = new Keywords(dialect);
        parts.forEach(keywords::add);
        keywords.prismaCertificates();
        return keywords;
    }

    Map<String, String> meant() {
        return meant;
    }

    List<String> notes() {
        return notes;
    }

    private void add(String given, String value) {
        String name = DRIVER_TO_LIBPQ.getOrDefault(given, given);
        if (CARRIED.contains(name) || name.equals("search_path")) {
            meant.put(name, value);
        } else if (name.equals("ssl")) {
            ssl(value);
        } else if (name.equals("requiressl")) {
            meant.put("sslmode", value.equals("1") ? "require" : "prefer");
        } else if (LIBPQ_TO_DRIVER.containsKey(name)) {
            meant.put(DRIVER + LIBPQ_TO_DRIVER.get(name), value);
        } else if (TRANSLATED_NAMES.containsKey(name)) {
            meant.put(DRIVER + TRANSLATED_NAMES.get(name), translated(name, value));
        } else if (IGNORED.contains(name)) {
            notes.add("the connection parameter \"" + name + "\" has no effect here");
        } else if (REFUSED.contains(name)) {
            throw new BelayException(
                    Kind.USAGE,
                    "the connection parameter \"" + name + "\" is not supported",
                    "remove it from the URL if the connection may do without it");
        } else if (PGProperty.forName(name) != null) {
            meant.put(DRIVER + name, value);
        } else {
            throw new BelayException(
                    Kind.USAGE, "unknown connection parameter \"" + name + "\"", Nearest.hint(name, known()));
        }
    }

    private void ssl(String value) {
        boolean on = value.isEmpty() || value.equals("true");
        String strict = dialect == Dialect.JDBC ? "verify-full" : "require";
        meant.putIfAbsent("sslmode", on ? strict : "prefer");
    }

    private static String translated(String name, String value) {
        Map<String, String> values = TRANSLATED.getOrDefault(name, Map.of());
        String translated = values.get(value);
        if (translated == null) {
            throw new BelayException(
                    Kind.USAGE,
                    "the connection parameter \"" + name + "\" cannot be \"" + value + "\"",
                    Nearest.hint(value, new TreeSet<>(values.keySet())));
        }
        return translated;
    }

    /** Prisma's {@code sslcert} is the authority's certificate, and {@code sslidentity} the client's with its key. */
    private void prismaCertificates() {
        String accept = meant.remove("sslaccept");
        String identity = meant.remove("sslidentity");
        if ((accept != null || identity != null) && meant.containsKey("sslcert") && !meant.containsKey("sslkey")) {
            meant.putIfAbsent("sslrootcert", String.valueOf(meant.remove("sslcert")));
        }
        if (identity != null) {
            meant.put("sslkey", identity);
        }
        if ("strict".equals(accept) && !"disable".equals(meant.get("sslmode"))) {
            meant.put("sslmode", "verify-full");
            meant.putIfAbsent("sslrootcert", Tls.SYSTEM);
        } else if (accept != null && !accept.equals("strict") && !accept.equals("accept_invalid_certs")) {
            throw new BelayException(
                    Kind.USAGE,
                    "the connection parameter \"sslaccept\" cannot be \"" + accept + "\"",
                    "known are: strict, accept_invalid_certs");
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(CARRIED);
        known.addAll(LIBPQ_TO_DRIVER.keySet());
        known.addAll(TRANSLATED_NAMES.keySet());
        return known;
    }
}
