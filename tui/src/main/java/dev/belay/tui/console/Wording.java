package dev.belay.tui.console;

import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the files of a migration said when they were read, both ways: what was found of another wording is not true of this.
 *
 * @param files the checksum of each of them; empty of one that cannot be read
 */
record Wording(List<Optional<Checksum>> files) {
    Wording {
        files = List.copyOf(files);
    }

    static Wording of(Migration migration) {
        List<Optional<Checksum>> read = new ArrayList<>();
        read.add(checksum(migration.file()));
        migration.downFile().ifPresent(file -> read.add(checksum(file)));
        return new Wording(read);
    }

    private static Optional<Checksum> checksum(Path file) {
        try {
            return Optional.of(Checksum.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
