package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Surroundings;
import dev.belay.core.db.Tls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves environments and places to targets. Variables and secret files are read here and nowhere before. */
final class Targets {
    static final String DATABASE_URL = "DATABASE_URL";

    /** Our keys, and libpq's for the same. */
    private static final Map<String, String> PARTS = parts();

    /** Those that say which server: of no use beside a URL that says another one. */
    private static final List<String> PLACE = List.of("host", "port", "database", "user", "password", "password_file");

    private static final List<String> CERTIFICATES = List.of("sslrootcert", "sslcert", "sslkey");

    private final Config.Project project;
    private final Effective effective;
    private final Surroundings surroundings;

    Targets(Config.Project project, Effective effective, Surroundings surroundings) {
        this.project = project;
        this.effective = effective;
        this.surroundings = surroundings;
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("host", "host");
        parts.put("port", "port");
        parts.put("database", "dbname");
        parts.put("user", "user");
        parts.put("password", "password");
        parts.put("schema", "schema");
        parts.put("sslmode", "sslmode");
        parts.put("sslrootcert", "sslrootcert");
        parts.put("sslcert", "sslcert");
        parts.put("sslkey", "sslkey");
        parts.put("application_name", "application_name");
        parts.put("pool_size", "connection_limit");
        return parts;
    }

    Optional<String> variable(String name) {
        return surroundings.variable(name);
    }

    /** The environment of this name ({@code ""} for none), at another place if one was given. */
    Target of(String name, Optional<String> place) {
        ConnectionUrl url =
                place.map(new Places(project.directory(), surroundings)::url).orElseGet(() -> migrationUrl(name));
        ConnectionSettings.Builder settings =
                url.with(place.isPresent() ? withoutPlace(name) : keywords(name)).settings(surroundings).toBuilder();
        get(name, "role").ifPresent(value -> settings.role(value.text()));
        get(name, "settings").ifPresent(value -> settings.settings(value.map()));
        get(name, "connect_timeout").map(Value::duration).ifPresent(settings::connectTimeout);
        get(name, "pool_timeout").map(Value::duration).ifPresent(settings::poolTimeout);
        if (place.isEmpty()) {
            get(name, "password_command").map(Value::texts).ifPresent(settings::passwordCommand);
        }
        return new Target(
                name.isEmpty() ? place.map(ConnectionUrl::mask).orElse("default") : name,
                settings.build(),
                get(name, "protected").map(Value::flag).orElse(false),
                get(name, "variables").map(Value::map).orElse(Map.of()),
                backup(name),
                new SnapshotSettings(
                        get(name, "snapshot").map(value -> project.folder().resolve(value.text())),
                        get(name, "refresh_snapshot").map(Value::flag).orElse(false)));
    }

    /** A place that is no environment. */
    Target place(String text) {
        ConnectionUrl url = new Places(project.directory(), surroundings).url(text);
        return new Target(
                ConnectionUrl.mask(text),
                url.settings(surroundings),
                false,
                Map.of(),
                BackupSettings.NONE,
                SnapshotSettings.NONE);
    }

    private BackupSettings backup(String name) {
        return new BackupSettings(
                get(name, "backup.before_up").map(Value::flag).orElse(false),
                get(name, "backup.to").map(Value::text),
                get(name, "backup.storage").map(Value::map).orElse(Map.of()),
                get(name, "backup.encrypt_to").map(Value::texts).orElse(List.of()),
                get(name, "backup.identity").map(value -> project.folder().resolve(value.text())),
                keep(name));
    }

    private Optional<BackupSettings.Keep> keep(String name) {
        BackupSettings.Keep keep = new BackupSettings.Keep(
                keep(name, "last"), keep(name, "daily"), keep(name, "weekly"), keep(name, "monthly"));
        return Optional.of(keep).filter(said -> said.last() + said.daily() + said.weekly() + said.monthly() > 0);
    }

    private int keep(String name, String rule) {
        return get(name, "backup.keep." + rule)
                .map(value -> value.numberOfAtLeast(0))
                .orElse(0);
    }

    private Optional<Value> get(String environment, String key) {
        return effective.get(environment, key);
    }

    /** A pooler keeps no session lock: the direct way goes first. */
    private ConnectionUrl migrationUrl(String name) {
        Optional<Value> direct =
                get(name, "direct_url").filter(value -> !value.text().isBlank());
        return direct.map(value -> Places.parse(value.text(), value.origin() + ": \"" + value.key() + "\""))
                .orElseGet(() -> url(name));
    }

    private Optional<Value> direct(String name) {
        return get(name, "direct_url").filter(value -> !value.text().isBlank());
    }

    private ConnectionUrl url(String name) {
        Optional<Value> url = get(name, "url");
        if (url.isPresent()) {
            return Places.parse(
                    url.get().text(), url.get().origin() + ": \"" + url.get().key() + "\"");
        }
        Optional<Value> file = get(name, "url_file");
        if (file.isPresent()) {
            String origin = file.get().origin() + ": \"" + file.get().key() + "\"";
            return Places.parse(
                    Places.secret(project.folder().resolve(file.get().text()), origin), origin);
        }
        if (get(name, "host").isPresent() || get(name, "database").isPresent()) {
            return ConnectionUrl.of(Map.of());
        }
        return variable(DATABASE_URL)
                .map(text -> Places.parse(text, "variable " + DATABASE_URL))
                .or(this::libpq)
                .orElseThrow(() -> nowhere(name));
    }

    /** libpq's own variables are enough when one of them says where to go. */
    private Optional<ConnectionUrl> libpq() {
        boolean said = List.of("PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE").stream()
                .anyMatch(name -> variable(name).isPresent());
        return said ? Optional.of(ConnectionUrl.of(Map.of())) : Optional.empty();
    }

    private static BelayException nowhere(String name) {
        return new BelayException(
                Kind.USAGE,
                name.isEmpty() ? "there is no database to connect to" : "the environment \"" + name + "\" has no url",
                "set DATABASE_URL, or url, url_file or host of an environment in " + ConfigLoader.FILE);
    }

    private Map<String, String> keywords(String name) {
        Map<String, String> keywords = new LinkedHashMap<>();
        boolean whole = direct(name).isPresent();
        PARTS.forEach((key, keyword) -> {
            // The direct way has its own host; what it does not say, such as the password, comes from the parts.
            boolean otherServer = whole && (key.equals("host") || key.equals("port"));
            if (!otherServer) {
                get(name, key)
                        .map(Value::text)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> keywords.put(keyword, file(key, text)));
            }
        });
        get(name, "password_file")
                .ifPresent(value -> keywords.put(
                        "password",
                        Places.secret(
                                project.folder().resolve(value.text()), value.origin() + ": \"" + value.key() + "\"")));
        return keywords;
    }

    /** Names of certificates' files start at the project's folder, like all names in its file. */
    private String file(String key, String text) {
        boolean relative = CERTIFICATES.contains(key) && !text.equals(Tls.SYSTEM) && !text.startsWith("~");
        return relative ? project.folder().resolve(text).toString() : text;
    }

    private Map<String, String> withoutPlace(String name) {
        Map<String, String> keywords = new LinkedHashMap<>();
        PARTS.forEach((key, keyword) -> {
            if (!PLACE.contains(key)) {
                get(name, key).map(Value::text).ifPresent(text -> keywords.put(keyword, file(key, text)));
            }
        });
        return keywords;
    }
}
