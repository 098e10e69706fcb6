package dev.belay.tui.console;

import dev.belay.tui.screen.Action;
import java.util.List;
import java.util.function.Consumer;

/** What Belay does on the command line alone: found in the list of everything by whoever looks for it there. */
final class InShell {
    private InShell() {}

    /** {@code copy} hands over a command line. */
    static List<Action> actions(Deck deck, Consumer<String> copy) {
        return List.of(
                verb(deck, copy, "diff A B --sql", "Compare two schemas, or print what leads from one to the other."),
                verb(deck, copy, "compare A B", "Compare the rows of two databases, down to those that differ."),
                verb(deck, copy, "schema", "Print what is in the database as SQL, JSON or a tree."),
                verb(deck, copy, "export ARCHIVE -o PATH", "Turn an archive into what pg_restore or psql reads."),
                verb(deck, copy, "adopt", "Say which migrations are in a database whose history knows of none."),
                verb(deck, copy, "verify --init", "Write a spec of what the database is now."),
                verb(deck, copy, "reset", "Drop the database and make it anew: migrations and seeds."),
                verb(deck, copy, "sql FILE", "Run statements, and show what they answer."),
                verb(deck, copy, "run FILE.jsh", "Run a script in Java."),
                verb(deck, copy, "shell", "Open JShell with the toolkit at hand."));
    }

    private static Action verb(Deck deck, Consumer<String> copy, String words, String help) {
        String label = words.replaceFirst(" [A-Z].*", "");
        return Action.command("", label, help, "belay " + words, () -> copy.accept(deck.command(words)))
                .saying(() -> deck.command(words));
    }
}
