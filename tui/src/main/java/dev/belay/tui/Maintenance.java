package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.Database;
import dev.belay.core.db.OpenSessions;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** From where a database of a server is made or dropped: another one of that server. */
final class Maintenance {
    private static final String NO_SUCH_DATABASE = "3D000";

    private final OpenSessions sessions;
    private final String application;

    Maintenance(OpenSessions sessions, String verb) {
        this.sessions = sessions;
        this.application = "belay " + verb;
    }

    /** Whether the server is there, and the database is not. */
    static boolean isMissing(BelayException e) {
        return e.getCause() instanceof SQLException said
                && SqlError.of(said).state().equals(NO_SUCH_DATABASE);
    }

    /** The database itself; another one of its server where it is not there, as when it is to be made again. */
    Database at(ConnectionSettings settings) {
        Database itself = open(settings);
        try (Connection tried = itself.connect()) {
            return itself;
        } catch (BelayException e) {
            if (!isMissing(e)) {
                throw e;
            }
            return beside(settings);
        } catch (SQLException e) {
            return itself;
        }
    }

    /** Another database of its server. */
    Database beside(ConnectionSettings settings) {
        BelayException failure = null;
        for (String name : List.of("postgres", "template1")) {
            if (name.equals(settings.database())) {
                continue;
            }
            Database other = open(settings.toBuilder().database(name).build());
            try (Connection tried = other.connect()) {
                return other;
            } catch (BelayException e) {
                failure = failure == null ? e : failure;
            } catch (SQLException e) {
                return other;
            }
        }
        throw failure == null ? new IllegalStateException("a database has one name") : failure;
    }

    private Database open(ConnectionSettings settings) {
        return new Database(settings, sessions).withApplicationName(application);
    }
}
