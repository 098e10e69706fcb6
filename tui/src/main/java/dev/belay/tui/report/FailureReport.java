package dev.belay.tui.report;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Problem;
import dev.belay.core.apply.Refusal;
import dev.belay.core.db.SqlError;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What stopped a run.
 *
 * @param failure what, where and why
 * @param excerpt the line it points at
 */
public record FailureReport(Failure failure, Optional<Excerpt> excerpt) {
    /** A plan that must not run: every problem is named, not only the first. */
    public static FailureReport refusal(List<Problem> problems) {
        return new FailureReport(new Refusal(problems).failure(), Optional.empty());
    }

    /** Of what was thrown; what the server said of it is in its cause. */
    public static FailureReport of(BelayException e) {
        Optional<SqlError> said =
                e.getCause() instanceof SQLException cause ? Optional.of(SqlError.of(cause)) : Optional.empty();
        return new FailureReport(
                new Failure(
                        e.kind(),
                        String.valueOf(e.getMessage()),
                        e.hint(),
                        e.spot().map(spot -> new Failure.Place(spot.file(), spot.line(), 0, 0, "")),
                        said),
                Optional.empty());
    }

    /** A failure that has no place in a file. */
    public static FailureReport of(Kind kind, String message, String hint) {
        return new FailureReport(Failure.of(kind, message, hint), Optional.empty());
    }

    public void text(Page page) {
        page.line(page.style().paint(Tone.BAD, "belay: ") + Visible.block(failure.message()));
        failure.place().ifPresent(place -> {
            excerpt.ifPresent(line -> line.print(page, place.line()));
            if (place.text().isEmpty()) {
                return;
            }
            String which = place.of() == 0 ? "" : "statement " + place.statement() + " of " + place.of() + ": ";
            page.line("  " + which + Visible.line(place.text()));
        });
        failure.error().ifPresent(error -> {
            if (!error.detail().isEmpty()) {
                page.line("  detail: " + Visible.line(error.detail()));
            }
            if (!error.hint().isEmpty() && !error.hint().equals(failure.hint())) {
                page.line("  the server's hint: " + Visible.line(error.hint()));
            }
        });
        if (!failure.hint().isEmpty()) {
            page.line("hint: " + Visible.block(failure.hint()));
        }
    }

    void json(Json json) {
        json.text("message", failure.message())
                .text("hint", failure.hint())
                .text("sqlstate", failure.error().map(SqlError::state))
                .text("file", failure.place().map(Failure.Place::file))
                .number("line", failure.place().map(Failure.Place::line).filter(line -> line > 0))
                .text("detail", failure.error().map(SqlError::detail).filter(detail -> !detail.isEmpty()));
    }
}
