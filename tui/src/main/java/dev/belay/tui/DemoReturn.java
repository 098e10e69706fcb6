package dev.belay.tui;

import dev.belay.backup.BackupListener;
import dev.belay.backup.restore.ObjectResult;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.core.apply.Cancellation;
import dev.belay.tui.report.DemoReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The end of the demo: a backup, the proof that it can be restored, and a restore into a database of its own. */
final class DemoReturn {
    private static final String RESTORED = "vividly_restored";

    private final Toolkit vividly;

    DemoReturn(Toolkit vividly) {
        this.vividly = vividly;
    }

    DemoReport.Return show(Demo.Audience audience) {
        Path folder = temporary();
        try {
            audience.begins("backup, and a drill: restored into a scratch, compared row by row");
            BackupRound.Result round = vividly.archives()
                    .backup(
                            BackupRequest.usual().to(folder.toString()),
                            BackupRound.Wish.NOTHING.withDrill(),
                            BackupListener.NONE,
                            RestoreListener.SILENT,
                            new Cancellation());
            String archive = round.backup().orElseThrow().archive();
            audience.begins("restore into a new database");
            RestoreResult restored = vividly.archives()
                    .restore(
                            new RestoreRequest(
                                    folder.resolve(archive).toString(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(RESTORED),
                                    Optional.empty(),
                                    Map.of(),
                                    RestoreOptions.DEFAULT),
                            RestoreListener.SILENT,
                            new Cancellation());
            return new DemoReport.Return(
                    round.backup().orElseThrow().manifest().totals().bytes(),
                    round.drill().orElseThrow().drill().drill().tables(),
                    round.drill().orElseThrow().drill().drill().rows(),
                    Stream.concat(
                                    round.drill().orElseThrow().drill().drill().findings().stream(),
                                    restored.failed().stream().map(DemoReturn::failed))
                            .toList());
        } finally {
            delete(folder);
        }
    }

    private static String failed(ObjectResult object) {
        return object.kind() + " " + object.name() + ": "
                + object.error().map(ObjectResult.Failure::message).orElse("not restored");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("belay-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepest = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepest) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
