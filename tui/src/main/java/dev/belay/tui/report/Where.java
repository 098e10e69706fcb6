package dev.belay.tui.report;

import java.util.Optional;

/**
 * Which database a command is about, as people are told.
 *
 * @param project the project's name
 * @param environment its chosen environment, or empty where there are none
 * @param guarded whether that environment is protected
 * @param url with user, host, port and database, and without secrets
 * @param host the address
 * @param port of the first host
 * @param database its name
 * @param user who logs in
 */
public record Where(
        String project,
        Optional<String> environment,
        boolean guarded,
        String url,
        String host,
        int port,
        String database,
        String user) {

    /** One line, as reports begin. */
    public String line() {
        String where = environment.map(name -> "  " + name).orElse("") + (guarded ? " (protected)" : "");
        return Visible.line(project + where + "  " + url);
    }

    void json(Json json) {
        json.object(
                "target",
                target -> target.text("project", project)
                        .text("environment", environment)
                        .truth("protected", guarded)
                        .text("url", url)
                        .text("host", host)
                        .number("port", port)
                        .text("database", database)
                        .text("user", user));
    }
}
