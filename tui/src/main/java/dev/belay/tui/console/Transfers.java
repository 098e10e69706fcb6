package dev.belay.tui.console;

import dev.belay.backup.BackupListener;
import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.restore.ObjectResult;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.tui.report.Sizes;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.time.Duration;

/** What backups and restores tell while they move rows, as the log of a job. */
final class Transfers {
    private Transfers() {}

    static BackupListener backup(Job job) {
        return new BackupListener() {
            @Override
            public void planned(int tables, long bytes) {
                job.moved(before -> new Job.Transfer(bytes, 0, 0, ""));
                job.say(Spans.count(tables, "table") + ", about " + Sizes.of(bytes) + " on the server's disk");
            }

            @Override
            public void read(long bytes, long rows) {
                job.moved(before ->
                        new Job.Transfer(before.total(), before.done() + bytes, before.rows() + rows, before.what()));
            }

            @Override
            public void tableDone(String table, long rows, long bytes, Duration took) {
                job.moved(before -> before.at(table));
                job.say(Line.of(
                        Ink.FAINT,
                        table + ": " + Spans.count(rows, "row") + ", " + Sizes.of(bytes) + " in " + Spans.of(took)));
            }
        };
    }

    static RestoreListener restore(Job job) {
        return new RestoreListener() {
            @Override
            public void planned(int steps, long bytes) {
                job.moved(before -> new Job.Transfer(bytes, 0, 0, ""));
                job.say(Spans.count(steps, "step") + ", " + Sizes.of(bytes) + " of rows");
            }

            @Override
            public void begun(String label) {
                job.moved(before -> before.at(label));
            }

            @Override
            public void sent(long bytes) {
                job.moved(before -> before.and(bytes));
            }

            @Override
            public void ended(ObjectResult result) {
                result.error()
                        .ifPresent(failure -> job.say(Line.of(Ink.BAD, result.name() + ": " + failure.message())));
            }

            @Override
            public void noted(String text) {
                job.say(Line.of(Ink.FAINT, text));
            }
        };
    }

    static CheckListener check(Job job) {
        return new CheckListener() {
            @Override
            public void begins(String file) {
                job.moved(before -> before.at(file));
                job.say(Line.of(Ink.FAINT, file));
            }

            @Override
            public void planned(long bytes) {
                job.moved(before -> new Job.Transfer(bytes, 0, 0, ""));
            }

            @Override
            public void read(long bytes) {
                job.moved(before -> before.and(bytes));
            }
        };
    }
}
