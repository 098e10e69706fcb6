package dev.belay.tui.server;

import java.util.Locale;
import java.util.Properties;

/**
 * The machine that a server's programs must be made for.
 *
 * @param system {@code linux}, {@code darwin} or {@code windows}
 * @param machine {@code x86_64}, {@code arm_64} or whatever Java calls it
 */
record Platform(String system, String machine) {
    static Platform current() {
        return of(System.getProperties());
    }

    static Platform of(Properties properties) {
        String name = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = properties.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return new Platform(
                name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name,
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> machine;
                });
    }

    /** Whether an entry of a jar, such as {@code postgres-linux-x86_64.txz}, was made for this machine. */
    boolean runs(String entry) {
        return entry.startsWith("postgres-" + system + "-" + machine) && entry.endsWith(".txz");
    }

    /** As the published jars name it: {@code linux-amd64}. */
    @Override
    public String toString() {
        return system + "-"
                + switch (machine) {
                    case "x86_64" -> "amd64";
                    case "arm_64" -> "arm64v8";
                    default -> machine;
                };
    }
}
