package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.FreeScript.Options;
import dev.belay.core.apply.ResultListener;
import dev.belay.core.script.Script;
import dev.belay.tui.report.SqlReport;
import dev.belay.tui.report.SqlResults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs statements that belong to no migration, where there is no psql. */
@Command(
        name = "sql",
        description = "Run a file, a text, or standard input, and show what it answers.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            ExitCodes.LOCKED,
            "5:a statement failed",
            ExitCodes.INTERRUPTED
        })
public final class SqlCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file, or - for standard input.")
    private Optional<String> file = Optional.empty();

    @Option(names = "-c", paramLabel = "TEXT", description = "The statements themselves.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--format", paramLabel = "HOW", description = "table, expanded, csv, json or jsonl.")
    private SqlResults.Format format = SqlResults.Format.TABLE;

    @Option(names = "--single-transaction", description = "All statements, or none.")
    private boolean singleTransaction;

    @Option(names = "--read-only", description = "The server refuses to change anything.")
    private boolean readOnly;

    public SqlCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        if (file.isPresent() == text.isPresent()) {
            throw Requests.wrong(common, "say one of a file, - and -c");
        }
        return common.run(station, now -> {
            Script script = script();
            Options options = new Options(singleTransaction, readOnly(now));
            if (now.json()) {
                return new SqlReport(now.where(), now.envelope(), now.messages())
                        .write(now.out(), listener -> run(now, script, options, listener));
            }
            try (SqlResults results =
                    SqlResults.of(format, now.out(), now.data().style(), now.messages(), now.quiet())) {
                run(now, script, options, results);
            }
            return 0;
        });
    }

    /** A protected environment is only looked at, unless its name is typed. */
    private boolean readOnly(Invocation now) {
        if (readOnly || !now.where().guarded()) {
            return readOnly;
        }
        if (consent.given()) {
            consent.environment(now, "run statements");
            return false;
        }
        now.note("environment \"" + now.where().environment().orElse("")
                + "\" is protected: read-only, unless its name is given with --confirm");
        return true;
    }

    private void run(Invocation now, Script script, Options options, ResultListener listener) {
        try {
            now.supervised(watch -> {
                now.toolkit().sql(script, options, listener, watch.cancellation());
                return options;
            });
        } catch (BelayException e) {
            boolean refused = e.getCause() instanceof SQLException said && "25006".equals(said.getSQLState());
            if (refused && options.readOnly()) {
                throw new BelayException(e.kind(), String.valueOf(e.getMessage()), whyReadOnly(now), e.getCause());
            }
            throw e;
        }
    }

    private String whyReadOnly(Invocation now) {
        return readOnly
                ? "run it without --read-only"
                : "the environment is protected: --confirm="
                        + now.where().environment().orElse("") + " lets it write";
    }

    private Script script() {
        if (text.isPresent()) {
            return Script.parse("-c", text.get());
        }
        String name = file.orElseThrow();
        try {
            return name.equals("-")
                    ? Script.parse(
                            "standard input", decoded(station.console().input().readAllBytes()))
                    : Script.parse(
                            name, decoded(Files.readAllBytes(station.folder().resolve(name))));
        } catch (CharacterCodingException e) {
            throw new BelayException(Kind.USAGE, "\"" + name + "\" is not UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE, "cannot read \"" + name + "\"", "is it there, and may this user read it?", e);
        }
    }

    private static String decoded(byte[] content) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    }
}
