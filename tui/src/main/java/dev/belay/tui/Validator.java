package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.apply.Mending;
import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.Programs;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.State;
import dev.belay.core.convention.Convention;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.ProgramText;
import dev.belay.core.script.Directives;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.tui.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for everything that can be known to be wrong before anything runs. Goes on after what it finds. */
final class Validator {
    private final Convention convention;
    private final Programs programs;
    private final List<Finding> findings = new ArrayList<>();

    Validator(Convention convention, Programs programs) {
        this.convention = convention;
        this.programs = programs;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Names, duplicates, and every file's text, both ways. Returns how many migrations there are. */
    int files() {
        List<Migration> migrations;
        try {
            migrations = convention.migrations();
        } catch (BelayException e) {
            add("migrations", e);
            return 0;
        }
        for (Migration migration : migrations) {
            body(migration, Direction.UP);
            if (migration.reversible()) {
                body(migration, Direction.DOWN);
            }
        }
        return migrations.size();
    }

    private void body(Migration migration, Direction direction) {
        String subject = migration.version().text();
        try {
            Body body = convention.read(migration, direction);
            script(subject, body.script());
            body.program().ifPresent(program -> program(subject, program));
            if (body.isEmpty() && (direction == Direction.DOWN || empty(body))) {
                findings.add(new Finding(
                        subject,
                        direction == Direction.UP ? "has no statement" : "has a down part without a statement",
                        direction == Direction.UP ? "write its statements" : "write them, or remove the part"));
            }
        } catch (BelayException e) {
            add(subject, e);
        }
    }

    private void program(String subject, ProgramText program) {
        try {
            programs.compile(program);
        } catch (BelayException e) {
            Finding finding = new Finding(subject, String.valueOf(e.getMessage()), "nothing runs before it compiles");
            // Both ways through a program are the same text.
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }
    }

    /** A comment is enough for a migration that is meant to do nothing. */
    private static boolean empty(Body body) {
        return body.program().isPresent() || body.script().text().isBlank();
    }

    private void script(String subject, Script script) {
        script.units();
        Directives.of(script);
        for (Statement statement : script.executable()) {
            if (statement.traits().forbiddenEntirely().isPresent()
                    || statement.traits().unlocksAll()) {
                findings.add(new Finding(
                        subject,
                        statement.location() + ": \"" + statement.summary(60) + "\" would drop the lock of a run",
                        "use DISCARD TEMP, DISCARD PLANS, RESET ALL, pg_advisory_unlock(key) and the like instead"));
            }
        }
    }

    /** SQL files beside the migrations: seeds and hooks. */
    void beside(List<Path> files) {
        for (Path file : files) {
            try {
                Script.parse(String.valueOf(file.getFileName()), Files.readString(file))
                        .units();
            } catch (BelayException e) {
                add(file.toString(), e);
            } catch (IOException e) {
                findings.add(new Finding(file.toString(), "cannot be read", "belay.yaml names it; correct the name"));
            }
        }
    }

    /** What differs between the files and what was applied. */
    void against(Standing standing) {
        for (MigrationStatus entry : standing.entries()) {
            String version = entry.version().text();
            if (entry.state() == State.CHANGED) {
                findings.add(new Finding(
                        version,
                        "was changed after it was applied",
                        "put the file back, or accept it: " + Mending.REPAIR.of(entry.version())));
            } else if (entry.state() == State.MISSING) {
                findings.add(new Finding(
                        version,
                        "is applied, and there is no such file",
                        "bring it back, or take it out of the history: " + Mending.ROLLED_BACK.of(entry.version())));
            } else if (entry.state() == State.PARTIAL) {
                findings.add(new Finding(version, "was begun and not finished", "belay status says how far it came"));
            } else if (entry.state() == State.FAILED && entry.row().isPresent()) {
                findings.add(new Finding(
                        version,
                        "is recorded as begun and not finished",
                        Mending.APPLIED.of(entry.version()) + " or " + Mending.ROLLED_BACK.of(entry.version())));
            }
        }
    }

    private void add(String subject, BelayException e) {
        findings.add(new Finding(subject, String.valueOf(e.getMessage()), e.hint()));
    }
}
