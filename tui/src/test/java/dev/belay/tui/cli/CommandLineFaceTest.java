package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

final class CommandLineFaceTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int made;

    private int run(Callable<Integer> work, String... arguments) {
        List<Verb> verbs = List.of(
                new Verb("climb", () -> {
                    made++;
                    return CommandSpec.forAnnotatedObject(new ClimbCommand(work));
                }),
                new Verb("descend", () -> {
                    made++;
                    return CommandSpec.forAnnotatedObject(new DescendCommand());
                }),
                new Verb("help", () -> new HelpCommand().spec()),
                new Verb("completion", () -> new CompletionCommand().spec()));
        return new CommandLineFace(verbs, new PrintWriter(out, true), new PrintWriter(err, true)).run(arguments);
    }

    private int run(String... arguments) {
        return run(() -> 0, arguments);
    }

    @Test
    void theCommandsNumberIsTheExitCode() {
        assertThat(run(() -> 1, "climb")).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void onlyTheVerbThatIsAskedForIsMade() {
        run("--debug", "climb", "--rope", "long");

        assertThat(made).isEqualTo(1);
    }

    @Test
    void aVerbThatIsTheValueOfAnOptionDoesNotHideTheRealOne() {
        assertThat(run(() -> 1, "climb", "--rope", "descend")).isEqualTo(1);
        assertThat(run("descend", "--from", "climb")).isEqualTo(Kind.USAGE.exitCode());
        assertThat(run(() -> 5, "--no-color", "climb")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            clim         | belay: there is no verb "clim"                 | hint: did you mean "climb"?
            climb x      | belay: one argument too many: "x"              | hint: see "belay climb --help"
            climb --rop  | belay: unknown option: '--rop'                 | hint: did you mean "--rope"?
            climb --rop=1 | belay: unknown option: '--rop=1'              | hint: did you mean "--rope"?
            climb --rope | belay: missing required parameter for option '--rope' (<rope>) | hint: see "belay climb --help"
            help clim    | belay: there is no verb "clim"                 | hint: did you mean "climb"?
            --what       | belay: unknown option: '--what'                | hint: see "belay --help"
            @file        | belay: there is no verb "@file"                | hint: see "belay --help"
            """)
    void aCommandLineThatCannotBeUnderstoodSaysWhatToDo(String line, String message, String hint) {
        assertThat(run(line.split(" "))).isEqualTo(Kind.USAGE.exitCode());
        assertThat(err.toString()).isEqualTo(message + "\n" + hint + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutAVerbNothingHappens() {
        assertThat(run()).isEqualTo(Kind.USAGE.exitCode());
        assertThat(err.toString()).isEqualTo("belay: no verb was given\nhint: see \"belay --help\"\n");
    }

    @Test
    void anErrorIsTwoLinesAndTheCodeOfItsKind() {
        int exitCode = run(
                () -> {
                    throw new BelayException(Kind.LOCKED, "another run holds the lock", "wait for it");
                },
                "climb");

        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString()).isEqualTo("belay: another run holds the lock\nhint: wait for it\n");
    }

    @Test
    void aMistakeOfOursIsOneLineWithoutDebugAndHasTheTraceWithIt() {
        Callable<Integer> broken = () -> {
            throw new IllegalStateException("oops");
        };

        assertThat(run(broken, "climb")).isEqualTo(70);
        assertThat(err.toString()).isEqualTo("""
                        belay: internal error: java.lang.IllegalStateException: oops
                        hint: run it again with --debug to see where, and report it
                        """);
        assertThat(run(broken, "climb", "--debug")).isEqualTo(70);
        assertThat(err.toString()).contains("\tat dev.belay.tui.cli.CommandLineFaceTest");
    }

    @Test
    void evenAnErrorOfTheJavaMachineIsOneLine() {
        int exitCode = run(
                () -> {
                    throw new StackOverflowError();
                },
                "climb");

        assertThat(exitCode).isEqualTo(70);
        assertThat(err.toString()).startsWith("belay: internal error: java.lang.StackOverflowError\n");
    }

    @Test
    void whatAServerSaysCannotSteerTheTerminal() {
        run(
                () -> {
                    throw new BelayException(Kind.MIGRATION, "no table \"\u001b[2Jx\"", "");
                },
                "climb");

        assertThat(err.toString()).isEqualTo("belay: no table \"\\x1b[2Jx\"\n");
    }

    @Test
    void theHelpListsEveryVerbWithWhatItDoes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("climb", "Go up.", "descend", "Come down.", "completion", "help");
    }

    @ParameterizedTest
    @CsvSource({"climb --help", "climb -h", "help climb"})
    void theHelpOfAVerbIsTheSameHoweverOneAsks(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: belay climb").contains("--rope", "--no-color");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("belay \\d+\\.\\d+\\.\\d+\\n");
    }

    @Test
    void theCompletionKnowsEveryVerb() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("climb", "descend", "--rope", "complete -F");
    }

    @Command(name = "climb", description = "Go up.")
    private static final class ClimbCommand implements Callable<Integer> {
        private final Callable<Integer> work;

        @Option(names = "--rope", description = "Which rope.")
        private String rope = "";

        ClimbCommand(Callable<Integer> work) {
            this.work = work;
        }

        @Override
        public Integer call() throws Exception {
            return rope.equals("none") ? 1 : work.call();
        }
    }

    @Command(name = "descend", description = "Come down.")
    private static final class DescendCommand implements Callable<Integer> {
        @Override
        public Integer call() {
            return 0;
        }
    }
}
