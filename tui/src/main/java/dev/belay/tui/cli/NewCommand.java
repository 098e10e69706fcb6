package dev.belay.tui.cli;

import dev.belay.tui.report.NewReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the files of a new migration. Needs no database. */
@Command(
        name = "new",
        description = "Write the file of a new migration from its template.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE})
public final class NewCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "TITLE", description = "What it does, in a few words.")
    private List<String> title = List.of();

    public NewCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            List<Path> files = now.toolkit().create(String.join(" ", title));
            return now.answer(0, new NewReport(files.stream().map(this::shown).toList()));
        });
    }

    /** As the user would type it. */
    private Path shown(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(station.folder()) ? station.folder().relativize(whole) : whole;
    }
}
