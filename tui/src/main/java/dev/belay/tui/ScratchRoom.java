package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.catalog.SessionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.DatabaseShape;
import dev.belay.core.db.OpenSessions;
import dev.belay.core.db.Scratch;
import dev.belay.core.db.ScratchServer;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.db.Surroundings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A scratch and, where it has one of its own, its server: on the target's server, on another one, or embedded. */
final class ScratchRoom implements AutoCloseable {
    static final DatabaseShape USUAL = new DatabaseShape("", true, "UTF8", "C", "C", "", "pg_default", -1);
    static final int USUAL_MAJOR = 15;
    private static final String TARGET = "target";
    private static final String EMBEDDED = "embedded";

    private final Scratch scratch;
    private final Optional<ScratchServer.Running> server;
    private final boolean ours;
    private final boolean besideTarget;
    private final Supplier<Scratch> another;

    private ScratchRoom(
            Scratch scratch,
            Supplier<Scratch> another,
            Optional<ScratchServer.Running> running,
            boolean ours,
            boolean besideTarget) {
        this.scratch = scratch;
        this.another = another;
        this.server = running;
        this.ours = ours;
        this.besideTarget = besideTarget;
    }

    /** Another one on the same server, to be closed before this one. */
    ScratchRoom beside() {
        return new ScratchRoom(another.get(), another, Optional.empty(), ours, besideTarget);
    }

    Database database() {
        return scratch.database();
    }

    /** Where it is, for people. */
    String place() {
        return server.map(running -> "an embedded PostgreSQL " + running.major())
                        .orElseGet(() -> scratch.database().settings().host() + ":"
                                + scratch.database().settings().port())
                + ", database " + scratch.name();
    }

    /** In what it differs from the target. */
    List<String> notes() {
        return scratch.notes();
    }

    /** Whether it is on the server of the target, whose roles are then its own. */
    boolean besideTarget() {
        return besideTarget;
    }

    /** Whether nobody else is on its server, so that roles may be made there. */
    boolean ownServer() {
        return ours;
    }

    /**
     * Makes one. Leftovers of dead processes on the same server are dropped first.
     *
     * @param servers asked only when a server of our own is wanted
     * @param where {@code target}, {@code embedded}, or a place; empty for the target's server, if that is allowed, or
     *     an embedded one where there is no target
     */
    static ScratchRoom open(Project project, Supplier<ScratchServer> servers, Optional<String> where) {
        return open(project, servers, new Wish("--scratch", where, Optional.empty()));
    }

    /**
     * What is wanted of a scratch.
     *
     * @param option with which the user says where
     * @param where as he said it
     * @param like what it stands for, where that is not the target
     */
    record Wish(String option, Optional<String> where, Optional<Known> like) {}

    static ScratchRoom open(Project project, Supplier<ScratchServer> servers, Wish wish) {
        Optional<Known> target =
                wish.like().isPresent() && wish.where().filter(EMBEDDED::equals).isPresent()
                        ? Optional.empty()
                        : target(project);
        String chosen = wish.where().orElse(target.isPresent() ? TARGET : EMBEDDED);
        if (target.isPresent()) {
            refuse(project, wish.option(), wish.where());
        }
        known(project, chosen);
        Optional<Known> like = wish.like().or(() -> target);
        DatabaseShape shape = like.map(Known::shape).orElse(USUAL);
        SessionSettings settings = like.map(Known::settings).orElse(SessionSettings.NONE);
        if (chosen.equals(EMBEDDED)) {
            return embedded(
                    project.sessions(),
                    servers.get(),
                    like.map(Known::major),
                    shape,
                    like.flatMap(Known::where).map(Whereabouts::database),
                    settings::elsewhere);
        }
        Database server = server(project, chosen);
        Scratch.sweep(server);
        boolean besideTarget = chosen.equals(TARGET) || isSame(server, like);
        Function<String, List<String>> statements = chosen.equals(TARGET) ? settings::beside : settings::elsewhere;
        Supplier<Scratch> scratches = () -> furnished(server, shape, Optional.empty(), statements);
        return new ScratchRoom(scratches.get(), scratches, Optional.empty(), false, besideTarget);
    }

    /**
     * What stands in the way of a scratch where there is a target, and can be told without asking any server.
     *
     * @throws BelayException of kind USAGE for a protected environment, and for a place that there is not
     */
    static void refuse(Project project, String option, Optional<String> where) {
        if (where.isEmpty() && project.where().guarded()) {
            throw new BelayException(
                    Kind.USAGE,
                    "environment \"" + project.where().environment().orElse("")
                            + "\" is protected: no temporary database is made on its server unless you say so",
                    option + " embedded, " + option + " target, or " + option + " with another environment or place");
        }
        where.ifPresent(place -> known(project, place));
        where.filter(place -> !place.equals(EMBEDDED) && !place.equals(TARGET)).ifPresent(project.config()::place);
    }

    private static Database server(Project project, String chosen) {
        return chosen.equals(TARGET)
                ? project.database()
                : new Database(project.config().place(chosen).connection(), project.sessions());
    }

    /**
     * Refuses a place where no scratch could be made later, for whoever has much to do before it is needed.
     *
     * @param major of the server that an embedded one would be
     */
    static void require(Project project, Supplier<ScratchServer> servers, Optional<String> where, int major) {
        String chosen = where.orElse(TARGET);
        if (chosen.equals(EMBEDDED)) {
            servers.get().require(major);
        } else {
            Scratch.require(server(project, chosen));
        }
    }

    private static void known(Project project, String place) {
        if (place.equals(EMBEDDED) || place.equals(TARGET) || project.config().isPlace(place)) {
            return;
        }
        List<String> names = Stream.concat(Stream.of(TARGET, EMBEDDED), project.config().environments().stream())
                .toList();
        throw new BelayException(
                Kind.USAGE,
                "\"" + place + "\" is no place for a temporary database",
                Nearest.to(place, names)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("say target, embedded, " + project.places()));
    }

    /** Whether a server that has another name here is that of the target. */
    private static boolean isSame(Database server, Optional<Known> target) {
        Optional<String> its = target.flatMap(Known::where).map(Whereabouts::server);
        if (its.isEmpty()) {
            return false;
        }
        try (Connection connection = server.forReading().connect()) {
            return Whereabouts.of(connection).server().equals(its.get());
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static Scratch furnished(
            Database server, DatabaseShape shape, Optional<String> name, Function<String, List<String>> settings) {
        Scratch scratch = Scratch.create(server, shape, name);
        try {
            scratch.set(settings.apply(scratch.name()));
            return scratch;
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /**
     * What is known of the database that a scratch stands for.
     *
     * @param settings with which its sessions begin
     * @param where it is; empty for a backup
     */
    record Known(int major, DatabaseShape shape, SessionSettings settings, Optional<Whereabouts> where) {
        /** Of something that is on no server now. */
        static Known of(int major, DatabaseShape shape) {
            return new Known(major, shape, SessionSettings.NONE, Optional.empty());
        }
    }

    /**
     * Which database of which server.
     *
     * @param server when it was started: no two were at the same microsecond
     */
    record Whereabouts(String database, String server) {
        static Whereabouts of(Connection connection) throws SQLException {
            return Sql.one(
                    connection,
                    "SELECT pg_catalog.current_database(),"
                            + " extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text",
                    row -> new Whereabouts(row.getString(1), row.getString(2)));
        }
    }

    /** Empty where no target is configured. One that does not answer is an error, not a reason to guess. */
    private static Optional<Known> target(Project project) {
        if (project.connectionIfAny().isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = project.database().forReading().connect()) {
            return Optional.of(new Known(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    DatabaseShape.of(connection, connection.getCatalog()).orElse(USUAL),
                    SessionSettings.read(connection),
                    Optional.of(Whereabouts.of(connection))));
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static ScratchRoom embedded(
            OpenSessions sessions,
            ScratchServer servers,
            Optional<Integer> major,
            DatabaseShape shape,
            Optional<String> name,
            Function<String, List<String>> settings) {
        int wanted = major.orElse(USUAL_MAJOR);
        ScratchServer.Running server = servers.start(wanted, ScratchServer.Lifetime.OF_THIS_PROCESS);
        try {
            Database maintenance = new Database(
                    ConnectionUrl.parse(server.url("postgres")).settings(new Surroundings(Map.of(), Path.of("/"))),
                    sessions);
            return new ScratchRoom(
                    furnished(maintenance, shape, name, settings),
                    () -> furnished(maintenance, shape, Optional.empty(), settings),
                    Optional.of(server),
                    true,
                    false);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            scratch.close();
        } finally {
            server.ifPresent(ScratchServer.Running::close);
        }
    }
}
