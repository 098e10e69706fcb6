package dev.belay.tui.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A small process that waits until this one has ended, in whatever way, and then stops the server and removes its
 * folder: no hook inside Java runs after a SIGKILL.
 */
final class Guard implements AutoCloseable {
    /**
     * It learns of the end because the pipe from here closes. Signals meant for a whole process group pass it by. A server that
     * was killed has left its number behind, and somebody else may have got that: whose it is, its arguments say.
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            read -r _
            ours() {
                if [ -d /proc/self ]; then
                    grep -aqF -- "$1/data" "/proc/$pid/cmdline"
                else
                    ps -p "$pid" -o args= | grep -qF -- "$1/data"
                fi
            }
            if read -r pid <"$1/data/postmaster.pid" && ours "$1" && kill -INT "$pid"; then
                turn=0
                while kill -0 "$pid" && [ "$turn" -lt 100 ]; do
                    sleep 0.1
                    turn=$((turn + 1))
                done
                ! kill -0 "$pid" || kill -QUIT "$pid"
            fi 2>/dev/null
            rm -rf "$1"
            """;

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    static Guard over(Path folder) throws IOException {
        ProcessBuilder command = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "belay-guard", folder.toString());
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new Guard(command.start());
    }

    /** Sends it away; the server stays. */
    void dismiss() {
        process.destroyForcibly();
    }

    /** Lets it do its work now and waits for it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
