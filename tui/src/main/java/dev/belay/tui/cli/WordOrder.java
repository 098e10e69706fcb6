package dev.belay.tui.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lets the options of a project stand before the verb too, as in {@code belay --env prod status}. */
final class WordOrder {
    private WordOrder() {}

    /** The same words with those options behind the verb, where they are looked for. */
    static String[] verbFirst(String... arguments) {
        if (arguments.length == 0 || !arguments[0].startsWith("-")) {
            return arguments;
        }
        Map<String, OptionSpec> known = options();
        List<String> front = new ArrayList<>();
        List<String> moved = new ArrayList<>();
        int next = 0;
        while (next < arguments.length && arguments[next].startsWith("-")) {
            String word = arguments[next++];
            Optional<OptionSpec> option = Optional.ofNullable(known.get(word.replaceFirst("=.*", "")));
            (option.isPresent() ? moved : front).add(word);
            boolean takesMore = option.isPresent() && option.get().arity().max() > 0 && !word.contains("=");
            if (takesMore && next < arguments.length) {
                moved.add(arguments[next++]);
            }
        }
        if (next == arguments.length) {
            return arguments;
        }
        List<String> words = new ArrayList<>(front);
        words.add(arguments[next]);
        words.addAll(moved);
        words.addAll(Arrays.asList(arguments).subList(next + 1, arguments.length));
        return words.toArray(String[]::new);
    }

    private static Map<String, OptionSpec> options() {
        CommandSpec spec = CommandSpec.create();
        new Common().addTo(spec);
        return spec.optionsMap();
    }
}
