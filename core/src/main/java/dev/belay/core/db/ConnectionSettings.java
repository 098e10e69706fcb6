package dev.belay.core.db;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything needed to open a session, resolved and checked. Made by {@link ConnectionUrl} or by hand. */
public final class ConnectionSettings {
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_POOL_TIMEOUT = Duration.ofSeconds(10);

    private final Builder values;

    private ConnectionSettings(Builder values) {
        this.values = values;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(values);
    }

    /** At least one; they are tried in order. */
    public List<Address> addresses() {
        return values.addresses;
    }

    /** The first of the hosts. */
    public String host() {
        return values.addresses.get(0).host();
    }

    /** The port of the first host. */
    public int port() {
        return values.addresses.get(0).port();
    }

    public String database() {
        return values.database.isEmpty() ? user() : values.database;
    }

    public String user() {
        return values.user;
    }

    public Optional<Secret> password() {
        return values.password;
    }

    /** The program that prints the password, as words; empty when there is none. It goes before {@link #password}. */
    public List<String> passwordCommand() {
        return values.passwordCommand;
    }

    public Tls tls() {
        return values.tls;
    }

    /** How long the making of one connection may take; zero is for ever. */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    public Optional<String> applicationName() {
        return values.applicationName;
    }

    /** The start-up options that are not settings, such as the {@code endpoint=…} of some proxies. */
    public Optional<String> options() {
        return values.options;
    }

    /** The schema of a Prisma URL: the whole search path, unless the settings say otherwise. */
    public Optional<String> schema() {
        return values.schema;
    }

    public int poolSize() {
        return values.poolSize;
    }

    /** How long a caller waits for a free connection of the pool. */
    public Duration poolTimeout() {
        return values.poolTimeout;
    }

    /** The role to work as after logging in. */
    public Optional<String> role() {
        return values.role;
    }

    /** Server settings of each session, in the order given. */
    public Map<String, String> settings() {
        return values.settings;
    }

    /** Whether the URL says that a transaction pooler is in between. */
    public boolean pooled() {
        return values.pooled;
    }

    /** Further settings of the driver, by its own names. */
    public Map<String, String> parameters() {
        return values.parameters;
    }

    /** What the user should hear about how these settings were read: parameters ignored, files not trusted. */
    public List<String> notes() {
        return values.notes;
    }

    /** Where the parts came from that the URL itself does not hold: keyword of libpq, and a variable or file. */
    public Map<String, String> origins() {
        return values.origins;
    }

    /** For people: never the password, wherever it came from. */
    public String masked() {
        return MaskedUrl.of(this);
    }

    @Override
    public String toString() {
        return masked();
    }

    /** Collects settings; whatever is not said has a default. */
    public static final class Builder {
        private List<Address> addresses = List.of(new Address("localhost", Address.DEFAULT_PORT));
        private String database = "";
        private String user = "postgres";
        private Optional<Secret> password = Optional.empty();
        private List<String> passwordCommand = List.of();
        private Tls tls = Tls.DEFAULT;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Optional<String> applicationName = Optional.empty();
        private Optional<String> options = Optional.empty();
        private Optional<String> schema = Optional.empty();
        private int poolSize = Runtime.getRuntime().availableProcessors() * 2 + 1;
        private Duration poolTimeout = DEFAULT_POOL_TIMEOUT;
        private Optional<String> role = Optional.empty();
        private Map<String, String> settings = Map.of();
        private boolean pooled;
        private Map<String, String> parameters = Map.of();
        private List<String> notes = List.of();
        private Map<String, String> origins = Map.of();

        private Builder() {}

        private Builder(Builder other) {
            addresses = other.addresses;
            database = other.database;
            user = other.user;
            password = other.password;
            passwordCommand = other.passwordCommand;
            tls = other.tls;
            connectTimeout = other.connectTimeout;
            applicationName = other.applicationName;
            options = other.options;
            schema = other.schema;
            poolSize = other.poolSize;
            poolTimeout = other.poolTimeout;
            role = other.role;
            settings = other.settings;
            pooled = other.pooled;
            parameters = other.parameters;
            notes = other.notes;
            origins = other.origins;
        }

        public Builder address(String host, int port) {
            return addresses(List.of(new Address(host, port)));
        }

        public Builder addresses(List<Address> value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("a connection needs an address");
            }
            addresses = List.copyOf(value);
            return this;
        }

        public Builder database(String value) {
            database = value;
            return this;
        }

        public Builder user(String value) {
            user = value;
            return this;
        }

        public Builder password(Secret value) {
            password = Optional.of(value);
            return this;
        }

        public Builder passwordCommand(List<String> words) {
            passwordCommand = List.copyOf(words);
            return this;
        }

        public Builder tls(Tls value) {
            tls = value;
            return this;
        }

        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        public Builder applicationName(String value) {
            applicationName = Optional.of(value);
            return this;
        }

        public Builder options(String value) {
            options = Optional.of(value);
            return this;
        }

        public Builder schema(String value) {
            schema = Optional.of(value);
            return this;
        }

        public Builder poolSize(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("a pool needs at least one connection, not " + value);
            }
            poolSize = value;
            return this;
        }

        public Builder poolTimeout(Duration value) {
            poolTimeout = value;
            return this;
        }

        public Builder role(String value) {
            role = Optional.of(value);
            return this;
        }

        /** Adds to the settings there are; a name given before, in whatever case, gets the new value. */
        public Builder settings(Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(settings);
            more.forEach((name, value) -> {
                all.keySet().removeIf(name::equalsIgnoreCase);
                all.put(name, value);
            });
            settings = Collections.unmodifiableMap(all);
            return this;
        }

        public Builder pooled(boolean value) {
            pooled = value;
            return this;
        }

        public Builder parameters(Map<String, String> more) {
            parameters = joined(parameters, more);
            return this;
        }

        public Builder notes(List<String> more) {
            notes = Stream.concat(notes.stream(), more.stream()).distinct().toList();
            return this;
        }

        Builder origins(Map<String, String> value) {
            origins = Collections.unmodifiableMap(new LinkedHashMap<>(value));
            return this;
        }

        public ConnectionSettings build() {
            return new ConnectionSettings(new Builder(this));
        }

        private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(some);
            all.putAll(more);
            return Collections.unmodifiableMap(all);
        }
    }
}
