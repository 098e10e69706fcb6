package dev.belay.tui.cli;

import dev.belay.tui.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Command lines that are shown somewhere, held against the real commands. */
public final class CommandLines {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");

    private CommandLines() {}

    /**
     * Parses what stands behind {@code belay}, as a shell and then picocli would.
     *
     * @throws CommandLine.ParameterException where Belay would not understand it
     */
    public static void parse(Path folder, String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group().replaceAll("['\"]", ""));
        }
        CommandLine belay = new CommandLine(new BelayCommand().spec());
        for (Verb verb : Main.verbs(new Desk(folder).station())) {
            if (words.contains(verb.name())) {
                belay.addSubcommand(verb.name(), verb.command().get());
            }
        }
        belay.parseArgs(WordOrder.verbFirst(words.toArray(String[]::new)));
    }
}
