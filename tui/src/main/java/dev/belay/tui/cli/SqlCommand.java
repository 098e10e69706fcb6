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
import picocli.CommandLine.Model.CommandSpec;

/** Runs statements that belong to no migration, where there is no psql. */
public final class SqlCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> file = Argument.optionalOperand("FILE", "A file, or - for standard input.");
    private final Argument<String> text = Argument.option("-c", "TEXT", "The statements themselves.");
    private final Argument<SqlResults.Format> format = Argument.oneOf(
                    SqlResults.Format.class, "--format", "HOW", "table, expanded, csv, json or jsonl.")
            .orElse(SqlResults.Format.TABLE);
    private final Flag singleTransaction = new Flag("--single-transaction", "All statements, or none.");
    private final Flag readOnly = new Flag("--read-only", "The server refuses to change anything.");

    public SqlCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "sql", "Run a file, a text, or standard input, and show what it answers.")
                .with(common, consent, file, text, format, singleTransaction, readOnly)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        "5:a statement failed",
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        if (file.given().isPresent() == text.given().isPresent()) {
            throw Requests.wrong(common, "say one of a file, - and -c");
        }
        return common.run(station, now -> {
            Script script = script();
            Options options = new Options(singleTransaction.given(), readOnly(now));
            if (now.json()) {
                return new SqlReport(now.where(), now.envelope(), now.messages())
                        .write(now.out(), listener -> run(now, script, options, listener));
            }
            try (SqlResults results =
                    SqlResults.of(format.value(), now.out(), now.data().style(), now.messages(), now.quiet())) {
                run(now, script, options, results);
            }
            return 0;
        });
    }

    /** A protected environment is only looked at, unless its name is typed. */
    private boolean readOnly(Invocation now) {
        if (readOnly.given() || !now.where().guarded()) {
            return readOnly.given();
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
        return readOnly.given()
                ? "run it without --read-only"
                : "the environment is protected: --confirm="
                        + now.where().environment().orElse("") + " lets it write";
    }

    private Script script() {
        if (text.given().isPresent()) {
            return Script.parse("-c", text.value());
        }
        String name = file.given().orElseThrow();
        try {
            return name.equals("-")
                    ? Script.parse(
                            "standard input", decoded(station.console().input().readAllBytes()))
                    : Script.parse(
                            name, decoded(Files.readAllBytes(station.folder().resolve(name))));
        } catch (CharacterCodingException e) {
            throw new BelayException(Kind.USAGE, "\"" + name + "\" is not UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw new BelayException(Kind.USAGE, "cannot read \"" + name + "\"", hint(name), e);
        }
    }

    private static String hint(String name) {
        return name.contains(" ")
                ? "-c runs a text: belay sql -c 'SELECT …'"
                : "is it there, and may this user read it?";
    }

    private static String decoded(byte[] content) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    }
}
