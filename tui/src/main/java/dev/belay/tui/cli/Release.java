package dev.belay.tui.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Belay this is. */
public final class Release implements IVersionProvider {
    /** The version, as the build wrote it down. */
    public static String version() {
        try (InputStream file = Release.class.getResourceAsStream("release.properties")) {
            if (file == null) {
                throw new IllegalStateException("release.properties is missing from the build");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read release.properties", e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"belay " + version()};
    }
}
