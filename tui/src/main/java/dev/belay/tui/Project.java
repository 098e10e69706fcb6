package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Hooks;
import dev.belay.core.apply.Mask;
import dev.belay.core.apply.Workplace;
import dev.belay.core.config.BackupSettings;
import dev.belay.core.config.Config;
import dev.belay.core.config.Hook;
import dev.belay.core.config.HookSettings;
import dev.belay.core.config.SnapshotSettings;
import dev.belay.core.config.Target;
import dev.belay.core.convention.Convention;
import dev.belay.core.convention.ConventionSettings;
import dev.belay.core.convention.Conventions;
import dev.belay.core.convention.NativeConnection;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.OpenSessions;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Secret;
import dev.belay.core.doctor.Patient;
import dev.belay.core.history.Journal;
import dev.belay.tui.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One project in one environment, made from its configuration; each part only when it is asked for. */
final class Project implements AutoCloseable {
    private static final Map<String, String> READ_ONLY = Map.of("default_transaction_read_only", "on");

    private final Config config;
    private final Start start;
    private final boolean reading;
    private final OpenSessions sessions = new OpenSessions();
    private @Nullable Convention convention;
    private @Nullable ConnectionSettings connection;
    private @Nullable Database database;

    Project(Config config, Start start) {
        this(config, start, false);
    }

    /** {@code reading} says whether the server shall refuse everything that changes something. */
    Project(Config config, Start start, boolean reading) {
        this.config = config;
        this.start = start;
        this.reading = reading;
    }

    boolean reading() {
        return reading;
    }

    Config config() {
        return config;
    }

    synchronized Convention convention() {
        if (convention == null) {
            String name = config.convention().orElseThrow(this::noConvention);
            Optional<Target> target = target();
            convention = Conventions.of(
                    name,
                    new ConventionSettings(
                            config.migrations(),
                            target.map(Target::variables).orElse(Map.of()),
                            config.order(),
                            config.history()
                                    .schema()
                                    .or(() ->
                                            target.flatMap(to -> to.connection().schema())),
                            config.history().table(),
                            config.environmentName(),
                            sqlBeside()));
        }
        return convention;
    }

    private BelayException noConvention() {
        String names = String.join(", ", Conventions.NAMES);
        return config.file()
                .map(file -> new BelayException(
                        Kind.USAGE, "\"" + file + "\" names no convention", "write convention: one of " + names))
                .orElseGet(() -> new BelayException(
                        Kind.USAGE,
                        "\"" + config.folder() + "\" has no belay.yaml, so its convention is not known",
                        "--project names the project's folder; without belay.yaml, --convention is one of " + names));
    }

    /** What may be written where a database is wanted, for people. */
    String places() {
        return config.environments().isEmpty()
                ? "a URL, env:VARIABLE or file:PATH"
                : "a URL, env:VARIABLE, file:PATH, or an environment: " + String.join(", ", config.environments());
    }

    /** Empty where the configuration does not lead to a database: not every verb needs one. */
    private Optional<Target> target() {
        try {
            return Optional.of(config.environment());
        } catch (BelayException e) {
            return Optional.empty();
        }
    }

    SnapshotSettings snapshotSettings() {
        return target().map(Target::snapshot).orElse(SnapshotSettings.NONE);
    }

    /** Where the expected schema is kept: of the environment, or of all of them. */
    Path snapshot() {
        return snapshotSettings()
                .file()
                .or(config::snapshot)
                .orElseGet(() -> config.folder().resolve("schema.snapshot"));
    }

    BackupSettings backupSettings() {
        return target().map(Target::backup).orElse(BackupSettings.NONE);
    }

    synchronized ConnectionSettings connection() {
        if (connection == null) {
            ConnectionSettings said = target().map(Target::connection)
                    .or(this::ofTheConventionsOwnTool)
                    .orElseGet(() -> config.environment().connection());
            connection = reading ? said.toBuilder().settings(READ_ONLY).build() : said;
        }
        return connection;
    }

    /**
     * The same where the configuration leads to a database, and empty where it does not. An environment or a URL that was
     * asked for must be right.
     */
    Optional<ConnectionSettings> connectionIfAny() {
        try {
            return Optional.of(connection());
        } catch (BelayException e) {
            if (start.overrides().environment().isPresent()
                    || start.overrides().url().isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Where nothing else says where to go. */
    private Optional<ConnectionSettings> ofTheConventionsOwnTool() {
        boolean silent = config.environments().isEmpty()
                && start.overrides().url().isEmpty()
                && start.surroundings().variable("DATABASE_URL").isEmpty();
        return silent && config.convention().isPresent()
                ? convention().connection().map(this::settings)
                : Optional.empty();
    }

    /** As the files of the convention's own tool have it. */
    private ConnectionSettings settings(NativeConnection found) {
        ConnectionSettings.Builder settings =
                ConnectionUrl.parse(found.url()).settings(start.surroundings()).toBuilder();
        found.user().ifPresent(settings::user);
        found.password().ifPresent(password -> settings.password(new Secret(password)));
        return settings.build();
    }

    /** Those of all databases that have to do with the project. */
    OpenSessions sessions() {
        return sessions;
    }

    synchronized Database database() {
        if (database == null) {
            database = new Database(connection(), sessions).withApplicationName("belay " + start.verb());
        }
        return database;
    }

    /** Another database of the same server, from which this one can be dropped. */
    Database maintenance() {
        return new Maintenance(sessions, start.verb()).beside(connection());
    }

    Workplace workplace() {
        return workplace(database(), hooks());
    }

    /** Another database, whose sessions begin as those of the target do, as far as the configuration says it. */
    Database likeTarget(Database other) {
        Optional<Target> target = target();
        if (target.isEmpty()) {
            return other;
        }
        ConnectionSettings wanted = target.get().connection();
        ConnectionSettings.Builder settings = other.settings().toBuilder().settings(wanted.settings());
        wanted.schema().ifPresent(settings::schema);
        return new Database(settings.build(), sessions);
    }

    /** The same project in a scratch. Hooks stay out: they know where the project's database is, and might act there. */
    Workplace rehearsal(Database scratch) {
        return workplace(scratch, Hooks.NONE);
    }

    private Workplace workplace(Database database, Hooks hooks) {
        Journal journal = new Journal(config.journal(), convention().history().table());
        return new Workplace(
                database,
                convention(),
                journal,
                config.lock(),
                hooks,
                new Workplace.Settings(
                        config.outOfOrderAllowed(),
                        this::who,
                        Mask.of(target().map(Target::variables).orElse(Map.of()))),
                start.programs());
    }

    private Hooks hooks() {
        HookSettings said = config.hooks();
        Map<Hooks.Point, List<Hooks.Hook>> byPoint = new EnumMap<>(Hooks.Point.class);
        byPoint.put(Hooks.Point.BEFORE_UP, hooks(said.beforeUp()));
        byPoint.put(Hooks.Point.AFTER_UP, hooks(said.afterUp()));
        byPoint.put(Hooks.Point.BEFORE_DOWN, hooks(said.beforeDown()));
        byPoint.put(Hooks.Point.AFTER_DOWN, hooks(said.afterDown()));
        byPoint.put(Hooks.Point.BEFORE_EACH, hooks(said.beforeEach()));
        byPoint.put(Hooks.Point.AFTER_EACH, hooks(said.afterEach()));
        byPoint.put(Hooks.Point.ON_FAILURE, hooks(said.onFailure()));
        return new Hooks(byPoint);
    }

    private List<Hooks.Hook> hooks(List<Hook> said) {
        return said.stream()
                .map(hook -> new Hooks.Hook(
                        config.folder(),
                        hook.sql().map(file -> List.of(shown(file))).orElseGet(hook::command)))
                .toList();
    }

    private String shown(Path file) {
        return file.startsWith(config.folder())
                ? config.folder().relativize(file).toString()
                : file.toString();
    }

    private Map<String, String> who() {
        return Map.of(
                "user", System.getProperty("user.name", "unknown"),
                "host", host(),
                "belay", start.release().get(),
                "verb", start.verb());
    }

    /** Not by the network: asking a name server can take seconds. */
    private String host() {
        Optional<String> named = start.surroundings().variable("HOSTNAME");
        if (named.isPresent()) {
            return named.get();
        }
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** For the doctor: a project whose convention is not known has no history to look at. */
    Patient patient() {
        Optional<QualifiedName> history =
                config.convention().map(name -> convention().history().table());
        return new Patient(connection(), config.journal(), history, config.lock());
    }

    /** The SQL files that are no migrations. */
    List<Path> sqlBeside() {
        HookSettings said = config.hooks();
        return Stream.concat(
                        config.seed().stream(),
                        Stream.of(
                                        said.beforeUp(),
                                        said.afterUp(),
                                        said.beforeDown(),
                                        said.afterDown(),
                                        said.beforeEach(),
                                        said.afterEach(),
                                        said.onFailure())
                                .flatMap(List::stream)
                                .flatMap(hook -> hook.sql().stream()))
                .distinct()
                .toList();
    }

    List<Path> seeds() {
        return config.seed();
    }

    Where where() {
        ConnectionSettings settings = connection();
        return new Where(
                config.project(),
                config.environmentName(),
                target().filter(Target::protectedEnvironment).isPresent(),
                settings.masked(),
                settings.host(),
                settings.port(),
                settings.database(),
                settings.user());
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
