package dev.belay.tui.cli;

import dev.belay.tui.report.NewReport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the files of a new migration. Needs no database. */
public final class NewCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Argument<List<String>> title = new Argument<>(PositionalParamSpec.builder()
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("TITLE")
            .description("What it does, in a few words.")
            .build());

    private final Flag program = new Flag("--program", "A data migration in Java (.jsh).");

    public NewCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "new", "Write the file of a new migration from its template.")
                .with(common, program, title)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            String words = String.join(" ", title.value());
            List<Path> files = program.given()
                    ? now.toolkit().createProgram(words)
                    : now.toolkit().create(words);
            return now.answer(0, new NewReport(files.stream().map(this::shown).toList()));
        });
    }

    /** As the user would type it. */
    private Path shown(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(station.folder()) ? station.folder().relativize(whole) : whole;
    }
}
