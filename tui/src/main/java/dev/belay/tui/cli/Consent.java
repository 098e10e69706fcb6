package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.Visible;
import dev.belay.tui.report.Where;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The agreement of the user to something that could be regretted: a yes, or the name of the thing typed out. A name is
 * never satisfied by a yes.
 */
final class Consent implements Piece {
    private final Flag yes = new Flag("--yes", "Answer the question, where one is asked, with yes.");
    private final Argument<String> confirm =
            Argument.option("--confirm", "NAME", "The name of the environment or database, where it has to be typed.");

    @Override
    public void addTo(CommandSpec command) {
        yes.addTo(command);
        confirm.addTo(command);
    }

    /** Whether a name was given on the command line. */
    boolean given() {
        return confirm.given().isPresent();
    }

    /** For what can be mended: a yes, or any right name. */
    void question(Invocation now, String what) {
        question(now, now.where(), what);
    }

    private void question(Invocation now, Where where, String what) {
        if (confirm.given().isPresent()) {
            boolean right = confirm.given().equals(where.environment())
                    || confirm.value().equals(where.database());
            if (!right) {
                throw wrong(where.environment().orElse(where.database()));
            }
            return;
        }
        if (yes.given()) {
            return;
        }
        Console console = now.station().console();
        if (!console.answers()) {
            throw new BelayException(
                    Kind.USAGE, what + ": this needs a yes, and nobody is here to say it", "add --yes");
        }
        show(now, where, what);
        now.err().print("Go on? [y/N] ");
        now.err().flush();
        String answer = console.answer().orElse("").strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw declined();
        }
    }

    /** A yes where the environment is like any other, its typed name where it is protected. */
    void questionOrEnvironment(Invocation now, String what) {
        questionOrEnvironment(now, now.where(), what);
    }

    /** The same for a database that is not the target of the command line. */
    void questionOrEnvironment(Invocation now, Where where, String what) {
        if (where.guarded()) {
            environment(now, where, what, "");
        } else {
            question(now, where, what);
        }
    }

    /** For a protected environment: its name. */
    void environment(Invocation now, String what) {
        environment(now, what, "");
    }

    /** For a protected environment: its name, or something else that the hint then names. */
    void environment(Invocation now, String what, String instead) {
        environment(now, now.where(), what, instead);
    }

    private void environment(Invocation now, Where where, String what, String instead) {
        typed(now, where, what, new Name("environment", where.environment().orElse(where.database()), instead));
    }

    /** For what destroys the database: its name. */
    void database(Invocation now, String what) {
        typed(now, now.where(), what, new Name("database", now.where().database(), ""));
    }

    /** For what destroys another database: its name, or that of its environment where it is protected. */
    void databaseOrEnvironment(Invocation now, Where where, String what) {
        if (where.guarded()) {
            environment(now, where, what, "");
        } else {
            typed(now, where, what, new Name("database", where.database(), ""));
        }
    }

    /** What has to be typed, and what would do instead. */
    private record Name(String kind, String text, String instead) {}

    private void typed(Invocation now, Where where, String what, Name name) {
        if (confirm.given().isPresent()) {
            if (!confirm.value().equals(name.text())) {
                throw wrong(name.text());
            }
            return;
        }
        Console console = now.station().console();
        if (!console.answers()) {
            throw new BelayException(
                    Kind.USAGE,
                    what + ": this needs the name of the " + name.kind() + " \"" + name.text() + "\" as confirmation",
                    "add --confirm=" + name.text() + name.instead() + "; --yes is not enough here");
        }
        show(now, where, what);
        now.err().print("Type the name of the " + name.kind() + ", " + Visible.line(name.text()) + ", to go on: ");
        now.err().flush();
        if (!console.answer().orElse("").strip().equals(name.text())) {
            throw declined();
        }
    }

    private static void show(Invocation now, Where where, String what) {
        Page page = now.messages();
        page.line(Visible.line(what));
        page.line("  host         " + Visible.line(where.host()) + ":" + where.port());
        page.line("  database     " + Visible.line(where.database()));
        page.line("  environment  " + Visible.line(where.environment().orElse("none"))
                + (where.guarded() ? " (protected)" : ""));
    }

    private BelayException wrong(String name) {
        return new BelayException(
                Kind.USAGE,
                "--confirm says \"" + confirm.given().orElse("") + "\", but this is \"" + name + "\"",
                "is this the environment you mean?");
    }

    private static BelayException declined() {
        return new BelayException(Kind.USAGE, "not confirmed: nothing was done", "");
    }
}
