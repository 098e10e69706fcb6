package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what is written to what is meant, in libpq's order: the URL, the service file, variables, defaults. */
final class Resolution {
    private static final Map<String, String> VARIABLES = variables();

    private final Map<String, String> keywords;
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<String> notes;
    private final Surroundings surroundings;

    Resolution(ConnectionUrl url, Surroundings surroundings) {
        this.keywords = new LinkedHashMap<>(url.keywords());
        this.notes = new ArrayList<>(url.notes());
        this.surroundings = surroundings;
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", "host");
        variables.put("PGHOSTADDR", "hostaddr");
        variables.put("PGPORT", "port");
        variables.put("PGDATABASE", "dbname");
        variables.put("PGUSER", "user");
        variables.put("PGPASSWORD", "password");
        variables.put("PGPASSFILE", "passfile");
        variables.put("PGSSLMODE", "sslmode");
        variables.put("PGSSLROOTCERT", "sslrootcert");
        variables.put("PGSSLCERT", "sslcert");
        variables.put("PGSSLKEY", "sslkey");
        variables.put("PGSSLNEGOTIATION", "sslnegotiation");
        variables.put("PGCONNECT_TIMEOUT", "connect_timeout");
        variables.put("PGAPPNAME", "application_name");
        variables.put("PGOPTIONS", "options");
        variables.put("PGTARGETSESSIONATTRS", "target_session_attrs");
        variables.put("PGLOADBALANCEHOSTS", "load_balance_hosts");
        variables.put("PGCHANNELBINDING", "channel_binding");
        variables.put("PGREQUIREAUTH", "require_auth");
        variables.put("PGGSSENCMODE", "gssencmode");
        variables.put("PGKRBSRVNAME", "krbsrvname");
        return variables;
    }

    ConnectionSettings settings() {
        service().ifPresent(this::addService);
        addVariables();
        ConnectionSettings.Builder settings = ConnectionSettings.builder()
                .addresses(addresses())
                .user(text("user")
                        .orElseGet(() ->
                                surroundings.variable("USER").orElse(System.getProperty("user.name", "postgres"))))
                .database(text("dbname").orElse(""))
                .tls(tls());
        text("connect_timeout").ifPresent(seconds -> settings.connectTimeout(seconds("connect_timeout", seconds)));
        text("pool_timeout").ifPresent(seconds -> settings.poolTimeout(seconds("pool_timeout", seconds)));
        text("connection_limit").ifPresent(limit -> settings.poolSize(count("connection_limit", limit)));
        text("application_name").ifPresent(settings::applicationName);
        text("schema").ifPresent(settings::schema);
        text("options").map(StartupOptions::parse).ifPresent(options -> {
            settings.settings(options.settings());
            options.rest().ifPresent(settings::options);
        });
        text("search_path").ifPresent(path -> settings.settings(Map.of("search_path", path)));
        pooler(settings);
        settings.parameters(driverParameters());
        password(settings.build()).ifPresent(settings::password);
        return settings.notes(notes).origins(origins).build();
    }

    private void pooler(ConnectionSettings.Builder settings) {
        if (text("pgbouncer").filter("true"::equals).isPresent()) {
            // Prepared statements of one server session would be looked for in another.
            settings.pooled(true).parameters(Map.of("prepareThreshold", "0"));
            notes.add("the URL goes through a transaction pooler (pgbouncer=true): migrations need a direct_url");
        }
    }

    private Optional<String> service() {
        String written = keywords.remove("service");
        return written == null ? surroundings.variable("PGSERVICE") : Optional.of(written);
    }

    private void addService(String name) {
        ServiceFile.Service service = ServiceFile.find(name, surroundings);
        Keywords read = Keywords.of(service.parts(), Keywords.Dialect.LIBPQ);
        notes.addAll(read.notes());
        read.meant().forEach((keyword, value) -> addMissing(keyword, value, service.origin()));
    }

    private void addVariables() {
        VARIABLES.forEach((variable, keyword) -> surroundings
                .variable(variable)
                .ifPresent(value -> Keywords.of(Map.of(keyword, value), Keywords.Dialect.LIBPQ)
                        .meant()
                        .forEach((meant, translated) -> addMissing(meant, translated, "variable " + variable))));
    }

    private void addMissing(String keyword, String value, String origin) {
        // A host's name and its number belong together: half of each would be a third server.
        boolean otherHost = (keyword.equals("hostaddr") && keywords.containsKey("host"))
                || (keyword.equals("host") && keywords.containsKey("hostaddr"));
        if (!otherHost && keywords.getOrDefault(keyword, "").isEmpty()) {
            keywords.put(keyword, value);
            origins.put(keyword, origin);
        }
    }

    private Optional<String> text(String keyword) {
        return Optional.ofNullable(keywords.get(keyword)).filter(value -> !value.isEmpty());
    }

    private List<Address> addresses() {
        String[] hosts =
                text("hostaddr").or(() -> text("host")).orElse("localhost").split(",", -1);
        String[] ports = text("port").orElse("").split(",", -1);
        if (ports.length != 1 && ports.length != hosts.length) {
            throw usage(
                    hosts.length + " hosts and " + ports.length + " ports do not match", "give one port, or as many");
        }
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            String host = hosts[i].isBlank() ? "localhost" : hosts[i].strip();
            addresses.add(new Address(checked(host), port(ports[ports.length == 1 ? 0 : i])));
        }
        return addresses;
    }

    private static String checked(String host) {
        if (host.startsWith("@")) {
            throw usage("a socket in the abstract namespace is not supported", "use the folder of the socket");
        }
        boolean strange = !host.startsWith("/")
                && host.chars().anyMatch(c -> Character.isWhitespace(c) || "@/?#\"'\\".indexOf(c) >= 0);
        if (strange) {
            // Not quoted: a password with an unencoded sign in it may have become the host.
            throw usage(
                    "the host holds a character that no host has",
                    "if the password has an @ or a /, write it as %40 or %2F, or give host, user and password apart");
        }
        return host;
    }

    private static int port(String text) {
        if (text.isBlank()) {
            return Address.DEFAULT_PORT;
        }
        int port = count("port", text.strip());
        if (port > 65535) {
            throw usage("the port \"" + port + "\" is not between 1 and 65535", "PostgreSQL's own port is 5432");
        }
        return port;
    }

    private Tls tls() {
        String root = text("sslrootcert").orElse(null);
        String mode = text("sslmode").orElse(Tls.SYSTEM.equals(root) ? "verify-full" : Tls.DEFAULT.mode());
        if (!Tls.MODES.contains(mode)) {
            throw usage("\"" + mode + "\" is not an sslmode", Nearest.hint(mode, Tls.MODES));
        }
        return new Tls(
                mode,
                file(root),
                file(text("sslcert").orElse(null)),
                file(text("sslkey").orElse(null)));
    }

    private Optional<String> file(@Nullable String name) {
        return Optional.ofNullable(name)
                .map(file -> file.startsWith("~/") ? surroundings.home() + file.substring(1) : file);
    }

    private Map<String, String> driverParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        keywords.forEach((name, value) -> {
            if (name.startsWith(Keywords.DRIVER)) {
                parameters.put(name.substring(Keywords.DRIVER.length()), value);
            }
        });
        return parameters;
    }

    private Optional<Secret> password(ConnectionSettings settings) {
        return text("password")
                .map(Secret::new)
                .or(() -> PasswordFile.of(text("passfile"), surroundings)
                        .find(settings, notes)
                        .map(found -> {
                            origins.put("password", found.origin());
                            return found.password();
                        }));
    }

    private static Duration seconds(String name, String text) {
        return Duration.ofSeconds(number(name, text));
    }

    private static int count(String name, String text) {
        int count = number(name, text);
        if (count < 1) {
            throw usage("\"" + name + "\" must be at least 1, not \"" + text + "\"", "give a whole number");
        }
        return count;
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text);
            // libpq: zero and less mean for ever.
            return Math.max(0, number);
        } catch (NumberFormatException e) {
            throw usage("\"" + name + "\" is not a whole number: \"" + text + "\"", "give a whole number");
        }
    }

    private static BelayException usage(String message, String hint) {
        return new BelayException(Kind.USAGE, message, hint);
    }
}
