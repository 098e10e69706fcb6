package dev.belay.verify.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictsTest {
    /**
     * Each schema is a list of objects with one fact: {@code a=1 b=2}. The migrations lead from one to the next.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            a=1                  # a=1        # IN_PLACE
            a=1                  # ``         # MISSING
            a=1                  # a=2        # PARTLY
            a=1                  # b=7        # MISSING
            a=1                  # a=1 b=7    # IN_PLACE
            a=1 b=1              # b=1        # PARTLY
            a=1 | a=2            # a=1        # IN_PLACE MISSING
            a=1 | a=2            # a=2        # IN_PLACE IN_PLACE
            a=1 | a=2            # a=3        # IN_PLACE MISSING
            a=1 | a=2            # ``         # MISSING MISSING
            a=1 | ``             # ``         # UNDONE UNDONE
            a=1 | ``             # a=1        # IN_PLACE MISSING
            a=1 | a=1 b=1        # b=1        # MISSING IN_PLACE
            a=1 | b=1            # b=1        # IN_PLACE IN_PLACE
            a=1 | b=1            # ``         # UNDONE MISSING
            a=1 b=1 | b=1 | b=2  # b=2        # IN_PLACE UNDONE IN_PLACE
            a=1 c=1 | c=1 b=1    # b=1        # MISSING IN_PLACE
            a=1 | a=1            # a=1        # IN_PLACE UNSEEN
            a=1 | a=2 | a=1      # a=1        # IN_PLACE UNDONE UNDONE
            a=1 | a=2 | a=1      # a=2        # IN_PLACE IN_PLACE MISSING
            """)
    void tellWhatIsInTheTarget(String states, String target, String presences) {
        List<Described> all = new ArrayList<>(List.of(schema("")));
        Arrays.stream(states.split("\\|", -1)).map(VerdictsTest::schema).forEach(all::add);

        assertThat(Verdicts.of(all, schema(target)).stream()
                        .map(evidence -> evidence.presence().name())
                        .toList())
                .containsExactly(presences.split(" ", -1));
    }

    @Test
    void whatIsUndoneIsToldWithThoseThatDoIt() {
        List<Described> states = List.of(schema(""), schema("a=1"), schema("a=1 b=1"), schema("b=1"));

        assertThat(Verdicts.of(states, schema("b=1")))
                .extracting(Evidence::undoneBy)
                .containsExactly(List.of(2), List.of(), List.of(0));
    }

    private static Described schema(String text) {
        SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        for (String object : text.strip().replace("``", "").split(" ", -1)) {
            if (!object.isEmpty()) {
                SortedMap<String, String> facts = new TreeMap<>();
                facts.put("value", object.substring(2));
                objects.put(ObjectId.of(ObjectType.TABLE, "public", object.substring(0, 1)), facts);
            }
        }
        return new Described(15, objects);
    }
}
