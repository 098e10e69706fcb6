package dev.belay.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Dumps of real databases that may lie beside the repository; they are others' work and stay out of it. */
public final class Corpora {
    private Corpora() {}

    /** Where {@code BELAY_CORPORA} says, or beside the repository; none where there is no such folder. */
    public static List<Path> dumps() throws IOException {
        String named = System.getenv("BELAY_CORPORA");
        Path folder = named == null || named.isBlank()
                ? Path.of(System.getProperty("belay.root"), "../shared/corpora").normalize()
                : Path.of(named);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql.gz"))
                    .sorted()
                    .toList();
        }
    }

    public static String text(Path dump) throws IOException {
        try (var bytes = new GZIPInputStream(Files.newInputStream(dump))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
