package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A temporary, empty database that Belay makes and drops. A session in it holds a lock for as long as this process uses
 * it, so that {@link #sweep} can tell what a dead process has left from what is in use.
 */
public final class Scratch implements AutoCloseable {
    private static final String PREFIX = "belay_scratch_";

    /** Between its creation and its lock a scratch looks like a leftover; that takes no such time. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final Database server;
    private final Database database;
    private final Connection keeper;
    private final List<String> notes = new ArrayList<>();

    private Scratch(Database server, Database database, Connection keeper, List<String> notes) {
        this.server = server;
        this.database = database;
        this.keeper = keeper;
        this.notes.addAll(notes);
    }

    /**
     * Makes an empty database beside {@code server}, with the encoding and the locale of {@code like}.
     *
     * @param server any database of the server it shall be on; the role needs CREATEDB
     * @param like what the database it stands for was created with, on whatever server that is
     * @throws BelayException of kind CONNECTION when the server does not let us
     */
    public static Scratch create(Database server, DatabaseShape like) {
        return create(server, like, Optional.empty());
    }

    /**
     * The same under a name of the caller's, on a server that is ours alone: there nothing has to be swept, and statements
     * that name the database find it.
     *
     * @param wanted the name, unless there is such a database
     */
    public static Scratch create(Database server, DatabaseShape like, Optional<String> wanted) {
        List<String> notes = new ArrayList<>();
        String name;
        try (Connection connection = server.forReading().connect()) {
            Optional<String> free = wanted.isPresent()
                            && DatabaseShape.of(connection, wanted.get()).isPresent()
                    ? Optional.empty()
                    : wanted;
            name = free.isPresent()
                    ? free.get()
                    : PREFIX
                            + Sql.one(
                                    connection,
                                    "SELECT extract(epoch FROM pg_catalog.now())::bigint",
                                    row -> row.getLong(1))
                            + "_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
            make(connection, name, like).ifPresent(notes::add);
        } catch (SQLException e) {
            throw refused(e);
        }
        Database database = server.named(name);
        try {
            Connection keeper =
                    database.withApplicationName("belay scratch").forReading().connect();
            try {
                AdvisoryLock.acquire(keeper, LockKey.SCRATCH, Duration.ZERO, WaitListener.SILENT);
                return new Scratch(server, database, keeper, notes);
            } catch (SQLException e) {
                Sql.attempt(keeper::close, e);
                throw e;
            }
        } catch (SQLException e) {
            drop(server, name);
            throw SqlTrouble.of(e);
        } catch (RuntimeException e) {
            drop(server, name);
            throw e;
        }
    }

    /** What is not as it is in the database it stands for. */
    private static Optional<String> make(Connection connection, String name, DatabaseShape like) throws SQLException {
        try {
            Sql.script(connection, like.createAlike(name));
            return Optional.empty();
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).equals("42809")
                    && !String.valueOf(e.getSQLState()).startsWith("22")) {
                throw e;
            }
            Sql.script(connection, like.createPlain(name));
            return Optional.of("the scratch has locale C: " + SqlError.of(e).message());
        }
    }

    /**
     * Refuses a server on which none could be made later. Nothing is made.
     *
     * @throws BelayException of kind CONNECTION when it does not answer, is a replica, or the role lacks CREATEDB
     */
    public static void require(Database server) {
        try (Connection connection = server.forReading().connect()) {
            Optional<SqlError> obstacle =
                    Sql.one(connection, """
                SELECT pg_catalog.pg_is_in_recovery(), r.rolsuper OR r.rolcreatedb
                FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
                """, row -> obstacle(row.getBoolean(1), row.getBoolean(2)));
            if (obstacle.isPresent()) {
                throw refused(obstacle.get(), null);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** As the server words it. */
    private static Optional<SqlError> obstacle(boolean replica, boolean allowed) {
        if (replica) {
            return Optional.of(new SqlError("25006", "cannot execute CREATE DATABASE during recovery", "", "", 0));
        }
        return allowed
                ? Optional.empty()
                : Optional.of(new SqlError("42501", "permission denied to create database", "", "", 0));
    }

    private static BelayException refused(SQLException e) {
        return refused(SqlError.of(e), e);
    }

    private static BelayException refused(SqlError error, @Nullable SQLException e) {
        String hint = switch (error.state()) {
            case "42501" -> "the role needs CREATEDB (ALTER ROLE … CREATEDB), or name another server for the scratch";
            case "25006" ->
                "this server is a replica or read-only: name another server for the scratch" + " (--scratch embedded)";
            default -> SqlTrouble.hint(error);
        };
        return new BelayException(Kind.CONNECTION, "no temporary database can be made here: " + error, hint, e);
    }

    /** The empty database. Belongs to the scratch: it is closed and dropped with it. */
    public Database database() {
        return database;
    }

    public String name() {
        return database.settings().database();
    }

    /**
     * Sets what its sessions begin with. What the server refuses, such as a setting of superusers, becomes a note.
     *
     * @param statements {@code ALTER DATABASE} and {@code ALTER ROLE … IN DATABASE}, on {@link #name}
     */
    public void set(List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        try (Connection connection = server.forReading().connect()) {
            for (String statement : statements) {
                try {
                    Sql.script(connection, statement);
                } catch (SQLException e) {
                    notes.add("the scratch is without \"" + statement.substring(statement.indexOf(" SET ") + 1) + "\": "
                            + SqlError.of(e).message());
                }
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** In what it differs from the database it stands for; empty when in nothing. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Drops the database, with whoever is connected to it. */
    @Override
    public void close() {
        database.close();
        try {
            keeper.close();
        } catch (SQLException ignored) {
            // The drop ends that session too.
        }
        drop(server, name());
    }

    private static void drop(Database server, String name) {
        try (Connection connection = server.whateverHappens().forReading().connect()) {
            Sql.script(connection, "DROP DATABASE IF EXISTS " + Identifier.quote(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "the temporary database \"" + name + "\" is left: " + SqlError.of(e),
                    "DROP DATABASE " + Identifier.quote(name) + " WITH (FORCE)",
                    e);
        }
    }

    /**
     * Drops what processes that died have left on this server. What is in use, too young to tell, or another role's stays.
     *
     * @return the names of the databases that are gone
     */
    public static List<String> sweep(Database server) {
        try (Connection connection = server.forReading().connect()) {
            List<String> gone = new ArrayList<>();
            for (String name : leftovers(connection)) {
                Sql.script(connection, "DROP DATABASE IF EXISTS " + Identifier.quote(name) + " WITH (FORCE)");
                gone.add(name);
            }
            return gone;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static List<String> leftovers(Connection connection) throws SQLException {
        return Sql.list(connection, """
            SELECT d.datname FROM pg_catalog.pg_database d
            WHERE d.datname ~ '^belay_scratch_[0-9]{1,12}_[0-9a-f]{1,16}$'
              AND pg_catalog.split_part(d.datname, '_', 3)::bigint
                  < extract(epoch FROM pg_catalog.now())::bigint - ?
              AND pg_catalog.pg_has_role(d.datdba, 'USAGE')
              AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_locks l
                  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.database = d.oid
                    AND l.classid = ((? >> 32) & 4294967295)::oid AND l.objid = (? & 4294967295)::oid)
            ORDER BY 1
            """, row -> row.getString(1), GRACE.toSeconds(), LockKey.SCRATCH, LockKey.SCRATCH);
    }
}
