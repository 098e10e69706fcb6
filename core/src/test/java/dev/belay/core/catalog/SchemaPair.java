package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two states of a schema, as {@code schema-pairs.sql} has them.
 *
 * @param name what happens between them
 * @param major the oldest that knows their SQL
 * @param unsaid how each difference begins that is not written down on the way there ({@code =>}) and back ({@code <=})
 */
record SchemaPair(String name, int major, String before, String after, List<String> unsaid) {
    private static final String BECOMES = "\n--- becomes\n";
    private static final String UNSAID = "\n--- unsaid\n";

    static List<SchemaPair> all() {
        return Arrays.stream(SingleChange.resource("schema-pairs.sql").strip().split("\n\n(?=--- )"))
                .map(SchemaPair::of)
                .toList();
    }

    private static SchemaPair of(String entry) {
        String title = entry.lines().findFirst().orElseThrow().substring("--- ".length());
        List<String> states = new ArrayList<>(List.of(entry.split(BECOMES, 2)));
        List<String> after = List.of(states.get(1).split(UNSAID, 2));
        int version = title.lastIndexOf(" (");
        return new SchemaPair(
                title,
                version < 0 ? 14 : Integer.parseInt(title.substring(version + 2, title.length() - 1)),
                states.get(0),
                after.get(0),
                after.size() == 1 ? List.of() : after.get(1).lines().toList());
    }
}
