package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines that were typed, in a file that nobody else may read. Lines that seem to hold a secret are not kept. */
final class ShellHistory {
    private static final String KEY = "HISTORY_LINE_";
    private static final int MOST = 1000;

    private final Path file;

    ShellHistory(Path file) {
        this.file = file;
    }

    /** As JShell keeps them. A file that cannot be read is no reason not to begin. */
    Map<String, String> read() {
        Map<String, String> kept = new LinkedHashMap<>();
        try {
            int number = 0;
            for (String line : Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.<String>of()) {
                kept.put("%s%05d".formatted(KEY, number++), line);
            }
        } catch (IOException e) {
            kept.clear();
        }
        return kept;
    }

    void write(Map<String, String> kept) {
        List<String> lines = new ArrayList<>();
        kept.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(KEY))
                .sorted(Comparator.comparingInt(
                        entry -> Integer.parseInt(entry.getKey().substring(KEY.length()))))
                .map(Map.Entry::getValue)
                .filter(line -> !line.isBlank() && !line.contains("\n") && !Secrets.in(line))
                .forEach(lines::add);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(
                    file.getFileName() + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, lines.subList(Math.max(0, lines.size() - MOST), lines.size()), UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            // A home that cannot be written to: this session was without a past, and the next will be.
        }
    }
}
