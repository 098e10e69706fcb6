package dev.belay.tui.cli;

import dev.belay.backup.Retention;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Which archives stay when others are deleted. */
final class KeepOptions implements Piece {
    private final Argument<Integer> last = Argument.number("--keep-last", "N", "Keep the newest N of each database.")
            .orElse(0);
    private final Argument<Integer> daily = Argument.number(
                    "--keep-daily", "N", "Keep the newest of each of the last N days.")
            .orElse(0);
    private final Argument<Integer> weekly = Argument.number(
                    "--keep-weekly", "N", "Keep the newest of each of the last N weeks.")
            .orElse(0);
    private final Argument<Integer> monthly = Argument.number(
                    "--keep-monthly", "N", "Keep the newest of each of the last N months.")
            .orElse(0);

    @Override
    public void addTo(CommandSpec command) {
        List.of(last, daily, weekly, monthly).forEach(rule -> rule.addTo(command));
    }

    /** Those of the command line; empty where it has none. */
    Optional<Retention> retention() {
        if (last.value() < 0 || daily.value() < 0 || weekly.value() < 0 || monthly.value() < 0) {
            throw new BelayException(Kind.USAGE, "a rule keeps fewer than none", "give 0 or more");
        }
        boolean none = last.value() + daily.value() + weekly.value() + monthly.value() == 0;
        return none
                ? Optional.empty()
                : Optional.of(new Retention(last.value(), daily.value(), weekly.value(), monthly.value()));
    }
}
