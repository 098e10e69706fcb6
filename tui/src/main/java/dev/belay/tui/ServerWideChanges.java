package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.script.ServerWide;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What migrations would change on the server of a scratch outside of it, and would leave there: roles, and other databases,
 * the target among them.
 */
final class ServerWideChanges {
    private static final int WIDTH = 60;

    private final Project project;
    private final Supervision supervision;

    ServerWideChanges(Project project, Supervision supervision) {
        this.project = project;
        this.supervision = supervision;
    }

    /**
     * Nothing of that may happen on the server of the target, and on another one it is said; on a server of our own it goes
     * with it.
     *
     * @return what the user should know
     */
    List<String> judge(ScratchRoom room) {
        if (room.ownServer()) {
            return List.of();
        }
        List<String> changes = of(room.database());
        if (changes.isEmpty()) {
            return List.of();
        }
        if (room.besideTarget()) {
            throw new BelayException(
                    Kind.USAGE,
                    "tried on the server of the target, the migrations would change what all of its databases share: "
                            + String.join("; ", changes),
                    "--scratch embedded, or --scratch with another server: there it harms nobody");
        }
        return List.of("on the server of the scratch this stays: " + String.join("; ", changes));
    }

    private List<String> of(Database scratch) {
        Set<String> roles = roles(scratch);
        List<String> changes = new ArrayList<>();
        new Migrator(project.rehearsal(scratch), supervision.listener(), supervision.cancellation())
                .preview(PlanRequest.up())
                .plan()
                .steps()
                .forEach(step -> project.convention()
                        .read(step.migration(), step.direction())
                        .script()
                        .executable()
                        .forEach(statement -> statement.traits().serverWide().stream()
                                .filter(one -> one.unlessThere()
                                        .filter(roles::contains)
                                        .isEmpty())
                                .forEach(one -> changes.add(told(statement, one)))));
        return changes;
    }

    private static String told(Statement statement, ServerWide change) {
        boolean inside = statement.traits().verb().equals("DO");
        return statement.location() + " " + (inside ? change.words() + " in DO" : statement.summary(WIDTH));
    }

    private static Set<String> roles(Database server) {
        try (Connection connection = server.forReading().connect()) {
            return new HashSet<>(
                    Sql.list(connection, "SELECT rolname FROM pg_catalog.pg_roles", row -> row.getString(1)));
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
