package dev.belay.core.apply;

import dev.belay.core.convention.Convention;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Direction;
import dev.belay.core.script.Directives;
import dev.belay.core.script.Script;
import dev.belay.core.script.Shape;
import dev.belay.core.script.Statement;
import dev.belay.core.script.Transaction;
import dev.belay.core.script.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a step will run, without its text: enough to show a plan, to hash it, and to know where to go on.
 *
 * @param step which migration, which way
 * @param hash SHA-256 of the text that will run, with variables filled in
 * @param statements how many
 * @param oneTransaction whether they all commit together with the history row
 * @param from the first unit that is still to run, counted from 1
 * @param units how many units there are; 1 in one transaction
 * @param requires the objects that the file declares it needs
 * @param makesHistory whether the file creates the history table itself
 * @param program whether it is a data migration, which has no statements to show
 */
public record Outline(
        PlannedStep step,
        String hash,
        int statements,
        boolean oneTransaction,
        int from,
        int units,
        List<String> requires,
        boolean makesHistory,
        boolean program) {
    public Outline {
        requires = List.copyOf(requires);
    }

    static Outline of(PlannedStep step, Body body, Workplace place) {
        Convention convention = place.convention();
        if (body.program().isPresent()) {
            return of(
                    step, body, place.programs().compile(body.program().get()), convention.requires(step.migration()));
        }
        Script script = body.script();
        Directives directives = Directives.of(script);
        boolean together =
                body.mode() == Body.Mode.AUTO && !directives.noTransaction() && script.shape() == Shape.ONE_TRANSACTION;
        List<String> requires = new ArrayList<>(directives.requires());
        convention.requires(step.migration()).stream()
                .filter(name -> !requires.contains(name))
                .forEach(requires::add);
        int done = step.progress().map(progress -> progress.done().size()).orElse(0);
        return new Outline(
                step,
                hash(body.text()),
                script.executable().size(),
                together && done == 0,
                done + 1,
                together && done == 0 ? 1 : script.units().size(),
                requires,
                step.direction() == Direction.UP && convention.createsHistory(body),
                false);
    }

    private static Outline of(PlannedStep step, Body body, DataProgram program, List<String> requires) {
        // Whatever was committed of it before must be finished in the same way; nothing was before its first portion.
        boolean begun = step.progress().filter(Progress::committed).isPresent();
        boolean together = !program.portioned() && !begun;
        return new Outline(step, hash(body.text()), 0, together, 1, 1, requires, false, true);
    }

    /** Why the finished part of a broken run does not fit this script any more, if it does not. */
    static Optional<Problem> misfit(PlannedStep step, Body body) {
        // A program says at run time whether its parts are the same.
        if (step.progress().isEmpty() || body.program().isPresent()) {
            return Optional.empty();
        }
        List<Unit> units = body.script().units();
        List<String> done = step.progress().get().done();
        for (int i = 0; i < done.size(); i++) {
            if (i >= units.size() || !done.get(i).equals(hash(units.get(i)))) {
                return Optional.of(Problem.of(
                        Problem.Cause.RESUME,
                        step.version(),
                        "\"" + step.migration().label() + "\" is half done, and unit " + (i + 1)
                                + " of it was changed since it ran",
                        "put the finished part back as it was; it can be read with belay history " + step.version()));
            }
        }
        return sessionBound(units.subList(0, done.size()))
                .map(statement -> Problem.of(
                        Problem.Cause.RESUME,
                        step.version(),
                        "\"" + step.migration().label() + "\" is half done, and \"" + statement.summary(60)
                                + "\" of its finished part went with its session",
                        "do the rest of it by hand, and say " + Mending.APPLIED.of(step.version())
                                + "; a file that cannot share one transaction must not use temporary objects"));
    }

    /** A temporary table or a prepared statement of the finished part, which no other session can have. */
    private static Optional<Statement> sessionBound(List<Unit> done) {
        return done.stream()
                .flatMap(unit -> unit.statements().stream())
                .filter(statement -> statement.traits().verb().equals("PREPARE")
                        || statement.traits().creates().stream()
                                .anyMatch(created -> created.name().schema().equals(Optional.of("pg_temp"))))
                .findFirst();
    }

    static String hash(Unit unit) {
        StringBuilder text = new StringBuilder();
        for (Statement statement : unit.statements()) {
            text.append(statement.text()).append('\0');
        }
        return hash(text.toString());
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(Checksum.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What cannot be run safely however it is wrapped. */
    static Optional<Problem> forbidden(PlannedStep step, Body body) {
        Script script = body.script();
        return script.executable().stream()
                .filter(statement -> statement.traits().forbiddenEntirely().isPresent()
                        || statement.traits().unlocksAll())
                .findFirst()
                .map(statement -> Problem.of(
                        Problem.Cause.FORBIDDEN,
                        step.version(),
                        statement.location() + ": \"" + statement.summary(60) + "\" would drop the lock of this run",
                        "use DISCARD TEMP, DISCARD PLANS, RESET ALL, pg_advisory_unlock(key) and the like instead"));
    }

    static boolean commitsAlone(Statement statement) {
        Transaction transaction = statement.traits().transaction();
        return transaction == Transaction.FORBIDDEN || transaction == Transaction.MAY_COMMIT;
    }
}
