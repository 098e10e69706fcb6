package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.tui.report.BackupMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;

/** The file that monitoring reads, written whole or not at all. */
record MetricsFile(Path path) {
    /**
     * Refuses a place that nobody could write to, before hours of work.
     *
     * @throws BelayException of kind USAGE
     */
    void require() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(path)) {
            throw new BelayException(
                    Kind.USAGE,
                    "the metrics cannot be written to " + path,
                    "name a file in a folder that is there and may be written to");
        }
    }

    /** Leaves what it says of other databases. */
    void write(BackupMetrics metrics) {
        write(metrics.text(before().orElse("")));
    }

    /** Whoever reads it never sees half of it. */
    private void write(String text) {
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            Files.writeString(partial, text);
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(partial);
            throw new BelayException(
                    Kind.BACKUP,
                    "cannot write the metrics to " + path + ": " + FileTrouble.text(e),
                    FileTrouble.hint(e, "may it be written?"),
                    e);
        }
    }

    /**
     * Tells of a run that failed, and keeps what it says of what worked before.
     *
     * @param unknown what to say where nothing can be found out
     * @param found what can be found out now, for a file that says nothing yet
     * @param cause of the failure; what stands in the way here is added to it
     * @return whether it could be written
     */
    boolean failed(Supplier<BackupMetrics> unknown, Supplier<BackupMetrics> found, Throwable cause) {
        try {
            BackupMetrics least = unknown.get();
            Optional<String> known = before().flatMap(text -> BackupMetrics.failed(text, least.database()));
            if (known.isPresent()) {
                write(known.get());
            } else {
                write(known(found, cause).orElse(least));
            }
            return true;
        } catch (BelayException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    /** Tells of a run that has made a backup before it failed; whether it could. */
    boolean made(Supplier<BackupMetrics> found, Throwable cause) {
        Optional<BackupMetrics> known = known(found, cause);
        try {
            known.ifPresent(this::write);
            return known.isPresent();
        } catch (BelayException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    private static Optional<BackupMetrics> known(Supplier<BackupMetrics> found, Throwable cause) {
        try {
            return Optional.of(found.get());
        } catch (BelayException e) {
            cause.addSuppressed(e);
            return Optional.empty();
        }
    }

    private static void discard(Path partial) {
        try {
            if (Files.isRegularFile(partial)) {
                Files.delete(partial);
            }
        } catch (IOException e) {
            // The next run writes over it.
        }
    }

    private Optional<String> before() {
        try {
            return Optional.of(Files.readString(path));
        } catch (IOException e) {
            // There is none, or none that anybody can read.
            return Optional.empty();
        }
    }
}
