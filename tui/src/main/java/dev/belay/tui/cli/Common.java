package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.config.Overrides;
import dev.belay.tui.Start;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every verb that has to do with a project, and how such a verb is run. */
final class Common {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--project", paramLabel = "DIR", description = "The folder of belay.yaml; this one by default.")
    private Optional<Path> project = Optional.empty();

    @Option(names = "--env", paramLabel = "NAME", description = "The environment of belay.yaml.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The database: a URL without a password, env:VARIABLE or file:PATH.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--convention", paramLabel = "NAME", description = "mybatis, sections, prisma, plain or flyway.")
    private Optional<String> convention = Optional.empty();

    @Option(names = "--migrations", paramLabel = "DIR", description = "The folder of the migrations.")
    private Optional<String> migrations = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Another value for a key of belay.yaml.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(names = "--log-file", paramLabel = "FILE", description = "Add everything that happens to this file.")
    private Optional<Path> log = Optional.empty();

    @Option(names = "--quiet", description = "Only results, warnings and errors.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Each statement too; with status, who applied what.")
    private boolean verbose;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "auto, plain, json or none: how a run shows its progress on standard error.")
    private Progress.Mode progress = Progress.Mode.AUTO;

    /** What a verb does, once its surroundings are there. */
    @FunctionalInterface
    interface Work {
        int with(Invocation now);
    }

    int run(Station station, Work work) {
        Overrides overrides = new Overrides(project, environment, url, convention, migrations, settings);
        Start start = new Start(
                station.folder(),
                station.surroundings(),
                overrides,
                command.name(),
                Release.version(),
                station.clock(),
                station.servers());
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

    CommandSpec command() {
        return command;
    }

    boolean json() {
        return json;
    }

    Optional<Path> log() {
        return log;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    Progress.Mode progress() {
        return progress;
    }
}
