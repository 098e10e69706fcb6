package dev.belay.tui.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.tui.screen.Cockpit;
import dev.belay.tui.screen.View;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/** Which screen was open and what was filtered, from one start to the next. Nothing of a database is kept. */
final class Memory {
    private final Path file;

    private Memory(Path file) {
        this.file = file;
    }

    /**
     * That of a project in an environment.
     *
     * @param state the folder for such things; none is kept without one
     */
    static Optional<Memory> of(Optional<Path> state, Path folder, String environment) {
        String name = HexFormat.of().toHexDigits((folder + "\n" + environment).hashCode());
        return state.map(place -> new Memory(place.resolve("belay").resolve("tui-" + name + ".properties")));
    }

    /** Opens what was open. What cannot be read is as if there was nothing. */
    void recall(Cockpit cockpit) {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            kept.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return;
        }
        for (View view : cockpit.views()) {
            view.table().ifPresent(table -> table.filter(kept.getProperty("filter." + view.name(), "")));
        }
        cockpit.open(kept.getProperty("screen", ""));
    }

    void keep(Cockpit cockpit) {
        Properties kept = new Properties();
        kept.setProperty("screen", cockpit.view().name());
        for (View view : cockpit.views()) {
            view.table()
                    .filter(table -> !table.filter().isEmpty())
                    .ifPresent(table -> kept.setProperty("filter." + view.name(), table.filter()));
        }
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer writer = Files.newBufferedWriter(file, UTF_8)) {
                kept.store(writer, null);
            }
        } catch (IOException e) {
            // Next time the first screen is as good.
        }
    }
}
