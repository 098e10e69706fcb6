package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.config.Overrides;
import dev.belay.tui.Start;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.Progress;
import dev.belay.tui.shell.DataPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of every verb that has to do with a project, and how such a verb is run. */
final class Common implements Piece {
    private final Argument<Path> project =
            Argument.path("--project", "DIR", "The folder of belay.yaml; this one by default.");
    private final Argument<String> environment = Argument.option("--env", "NAME", "The environment of belay.yaml.");
    private final Argument<String> url =
            Argument.option("--url", "URL", "The database: a URL without a password, env:VARIABLE or file:PATH.");
    private final Argument<String> convention =
            Argument.option("--convention", "NAME", "mybatis, sections, prisma, plain or flyway.");
    private final Argument<String> migrations = Argument.option("--migrations", "DIR", "The folder of the migrations.");
    private final Argument<Map<String, String>> settings = new Argument<Map<String, String>>(OptionSpec.builder("--set")
                    .type(Map.class)
                    .auxiliaryTypes(String.class, String.class)
                    .paramLabel("KEY=VALUE")
                    .description("Another value for a key of belay.yaml.")
                    .build())
            .orElse(Map.of());
    private final Flag json = new Flag("--json", "One JSON object on standard output.");
    private final Argument<Path> log = Argument.path("--log-file", "FILE", "Add everything that happens to this file.");
    private final Flag quiet = new Flag("--quiet", "Only results, warnings and errors.");
    private final Flag verbose = new Flag("--verbose", "Each statement too; with status, who applied what.");
    private final Argument<Progress.Mode> progress = Argument.oneOf(
                    Progress.Mode.class,
                    "--progress",
                    "HOW",
                    "auto, plain, json or none: how a run shows its progress on standard error.")
            .orElse(Progress.Mode.AUTO);
    private final List<Piece> pieces =
            List.of(project, environment, url, convention, migrations, settings, json, log, quiet, verbose, progress);

    private CommandSpec command = CommandSpec.create();

    @Override
    public void addTo(CommandSpec command) {
        this.command = command;
        pieces.forEach(piece -> piece.addTo(command));
    }

    /** What a verb does, once its surroundings are there. */
    @FunctionalInterface
    interface Work {
        int with(Invocation now);
    }

    int run(Station station, Work work) {
        Overrides overrides = new Overrides(
                project.given(),
                environment.given(),
                url.given(),
                convention.given(),
                migrations.given(),
                settings.value());
        Start start = new Start(
                station.folder(),
                station.surroundings(),
                overrides,
                command.name(),
                Release::version,
                station.clock(),
                station.servers(),
                new DataPrograms(station.programs()));
        try (Toolkit toolkit = Toolkit.open(start);
                Invocation now = new Invocation(this, station, toolkit)) {
            try {
                return now.ended(work.with(now));
            } catch (BelayException e) {
                now.failed(e);
                throw e;
            }
        }
    }

    /** Whether the command line says which database is meant. */
    boolean names() {
        return environment.given().isPresent() || url.given().isPresent();
    }

    /** The words that lead another command to the same place. */
    List<String> place() {
        List<String> words = new ArrayList<>();
        project.given().ifPresent(folder -> words.add("--project=" + folder));
        environment.given().ifPresent(name -> words.add("--env=" + name));
        url.given().ifPresent(where -> words.add("--url=" + where));
        convention.given().ifPresent(name -> words.add("--convention=" + name));
        migrations.given().ifPresent(folder -> words.add("--migrations=" + folder));
        settings.value().forEach((key, value) -> words.add("--set=" + key + "=" + value));
        return words;
    }

    CommandSpec command() {
        return command;
    }

    boolean json() {
        return json.given();
    }

    Optional<Path> log() {
        return log.given();
    }

    boolean quiet() {
        return quiet.given();
    }

    boolean verbose() {
        return verbose.given();
    }

    Progress.Mode progress() {
        return progress.value();
    }
}
