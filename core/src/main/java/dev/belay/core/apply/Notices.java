package dev.belay.core.apply;

import java.sql.SQLWarning;
import java.util.Objects;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** What the server says besides results. */
public final class Notices {
    private Notices() {}

    public static RunEvent.Noticed event(SQLWarning warning) {
        ServerErrorMessage said = warning instanceof PSQLWarning notice ? notice.getServerErrorMessage() : null;
        String severity = said == null ? "NOTICE" : Objects.requireNonNullElse(said.getSeverity(), "NOTICE");
        String text = said == null ? warning.getMessage() : said.getMessage();
        return new RunEvent.Noticed(severity, Objects.requireNonNullElse(text, ""));
    }
}
