package dev.belay.tui.console;

import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Cockpit;
import dev.belay.tui.screen.View;

/** The table of keys in docs/tui.md. */
final class KeyTable {
    private KeyTable() {}

    static String of(Cockpit cockpit) {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (View view : cockpit.views()) {
            text.append("### `")
                    .append(number++)
                    .append("` ")
                    .append(view.name())
                    .append("\n\n");
            head(text);
            view.actions().forEach(action -> row(text, action));
            text.append('\n');
        }
        text.append("### Everywhere\n\n");
        head(text);
        cockpit.everywhere().forEach(action -> row(text, action));
        text.append("\n### In a shell\n\nFound by `:` too, which copies the command.\n\n");
        head(text);
        cockpit.inShell().forEach(action -> row(text, action));
        return text.toString();
    }

    /** Prints it, to be pasted. */
    public static void main(String[] arguments) throws java.io.IOException {
        java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("keys");
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open()) {
            System.out.print(of(rig.cockpit()));
        }
    }

    private static void head(StringBuilder text) {
        text.append("| key | what | on the command line |\n|---|---|---|\n");
    }

    private static void row(StringBuilder text, Action action) {
        text.append("| ")
                .append(action.key().isEmpty() ? "by `:`" : "`" + action.key() + "`")
                .append(" | **")
                .append(action.label())
                .append("** ")
                .append(sentence(action.help()))
                .append(" | ")
                .append(action.twin().isEmpty() ? "" : "`" + action.twin().replace("|", "\\|") + "`")
                .append(" |\n");
    }

    private static String sentence(String help) {
        return help.endsWith(".") ? help : Character.toUpperCase(help.charAt(0)) + help.substring(1) + ".";
    }
}
