package dev.belay.tui.server;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads from the log of a server that did not start why, and what to do about it. */
final class StartFailure {
    /** What the log holds, lower case; what that means; what helps. The first that fits counts. */
    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "no space left on device",
                    "there is no room left",
                    "free some space in the temporary folder, or set TMPDIR to another and start again"),
            new Cause(
                    "cannot be run as root",
                    "PostgreSQL does not run as root, and this system does not let root step down (unshare -U)",
                    "run belay as another user, or name a server of your own"),
            new Cause(
                    "as (unprivileged) user",
                    "PostgreSQL does not run as root, and this system does not let root step down (unshare -U)",
                    "run belay as another user, or name a server of your own"),
            new Cause(
                    "error while loading shared libraries",
                    "a library is missing on this system",
                    "install it, or name a server of your own"),
            new Cause(
                    "error=2, no such file or directory",
                    "its programs are made for another C library than this system's",
                    "use a system with glibc, or name a server of your own"),
            new Cause(
                    "permission denied",
                    "its programs may not run here",
                    "set BELAY_CACHE to a folder on a file system without noexec"),
            new Cause(
                    "could not create shared memory segment",
                    "there is too little shared memory",
                    "give the container more (--shm-size)"),
            new Cause("address already in use", "another program took its port in that moment", "start again"));

    private StartFailure() {}

    static BelayException explain(int major, String log, Path folder, Exception cause) {
        String text = (log + "\n" + cause).toLowerCase(Locale.ROOT);
        String last = log.strip().lines().reduce("", (before, line) -> line.isBlank() ? before : line);
        for (Cause known : CAUSES) {
            if (text.contains(known.trace)) {
                return failure(major, known.meaning + detail(log, known.trace), known.help, cause);
            }
        }
        String said = last.isEmpty() ? String.valueOf(cause.getMessage()) : last;
        return failure(major, said, "look whether programs may run and files be written in " + folder, cause);
    }

    private static String detail(String log, String trace) {
        return log.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(trace))
                .findFirst()
                .map(line -> " (" + line.strip() + ")")
                .orElse("");
    }

    private static BelayException failure(int major, String reason, String help, Exception cause) {
        return new BelayException(
                Kind.CONNECTION, "the embedded PostgreSQL " + major + " does not start: " + reason, help, cause);
    }

    private record Cause(String trace, String meaning, String help) {}
}
