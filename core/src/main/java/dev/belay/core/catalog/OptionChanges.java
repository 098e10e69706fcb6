package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists of {@code name=value} that become others. */
final class OptionChanges {
    private OptionChanges() {}

    /** {@code … SET (…);} and {@code … RESET (…);}, as far as they are needed. */
    static String storage(String alter, List<String> had, List<String> wanted, String prefix) {
        List<String> set =
                wanted.stream().filter(option -> !had.contains(option)).toList();
        List<String> kept = List.copyOf(map(wanted).keySet());
        String reset = map(had).keySet().stream()
                .filter(name -> !kept.contains(name))
                .map(name -> prefix + Identifier.spell(name))
                .collect(joining(", "));
        return (set.isEmpty() ? "" : alter + " SET (" + Options.storage(set, prefix) + ");\n")
                + (reset.isEmpty() ? "" : alter + " RESET (" + reset + ");\n");
    }

    /** {@code … OPTIONS (ADD …, SET …, DROP …);}. */
    static String foreign(String alter, List<String> had, List<String> wanted) {
        return foreign(alter, map(had), map(wanted));
    }

    static String ofForeign(String alter, List<ForeignOption> had, List<ForeignOption> wanted) {
        return foreign(alter, byName(had), byName(wanted));
    }

    private static String foreign(String alter, Map<String, String> had, Map<String, String> wanted) {
        String changes = Stream.concat(
                        had.keySet().stream()
                                .filter(name -> !wanted.containsKey(name))
                                .map(name -> "DROP " + Identifier.spell(name)),
                        wanted.entrySet().stream()
                                .filter(option -> !option.getValue().equals(had.get(option.getKey())))
                                .map(option -> (had.containsKey(option.getKey()) ? "SET " : "ADD ")
                                        + Identifier.spell(option.getKey()) + " " + Clauses.literal(option.getValue())))
                .collect(joining(", "));
        return changes.isEmpty() ? "" : alter + " OPTIONS (" + changes + ");\n";
    }

    private static Map<String, String> map(List<String> options) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            map.put(equals < 0 ? option : option.substring(0, equals), equals < 0 ? "" : option.substring(equals + 1));
        }
        return map;
    }

    private static Map<String, String> byName(List<ForeignOption> options) {
        Map<String, String> map = new LinkedHashMap<>();
        options.forEach(option -> map.put(option.name(), option.value()));
        return map;
    }
}
