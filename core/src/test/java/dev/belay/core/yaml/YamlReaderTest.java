package dev.belay.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
    @Test
    void aKeyMayLookLikeNothing() {
        YamlNode.Mapping file = YamlReader.read("f.yaml", "a: {null: false, default: null}\n", "a: b");

        YamlNode.Mapping a = (YamlNode.Mapping) file.entries().get("a");
        assertThat(a.entries()).containsOnlyKeys("null");
        assertThat(a.lines()).containsOnlyKeys("null", "default");
    }

    @Test
    void aFileMayBeLong() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append("key_of_some_length_").append(i).append(": {}\n");
        }

        assertThat(YamlReader.read("f.yaml", text.toString(), "a: b").entries()).hasSize(200_000);
    }

    @Test
    void aFileOfAnotherFormIsAnsweredWithAnExample() {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", "- a\n", "version: 1"))
                .hasMessage("f.yaml:1: the file is a list and not keys with values")
                .hasFieldOrPropertyWithValue("hint", "write \"version: 1\"");
    }

    @Test
    void nulIsRefusedWhereverItStands() {
        for (String text : List.of("a: 1\nb: \"x\\0\"\n", "a: 1\n\"x\\0\": b\n", "a: 1\nb: [{c: \"\\0\"}]\n")) {
            assertThatThrownBy(() -> YamlReader.read("f.yaml", text, "a: b"))
                    .hasMessage("f.yaml:2: there is a NUL character");
        }
    }

    @Test
    void aliasesStandForWhatIsAboveAndNeverForThemselves() {
        assertThat(YamlReader.read("f.yaml", "a: &x {b: c}\nd: *x\ne: {<<: *x, f: g}\n", "a: b")
                        .entries()
                        .get("e"))
                .isInstanceOfSatisfying(
                        YamlNode.Mapping.class, e -> assertThat(e.entries()).containsOnlyKeys("b", "f"));
        assertThatThrownBy(() -> YamlReader.read("f.yaml", "a: 1\nb: &x {c: *x}\n", "a: b"))
                .hasMessage("f.yaml:2: nothing is called &x above");
    }

    @Test
    void aliasesOfAliasesTakeNoMoreRoomThanTheyAreLong() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 100; i++) {
            text.append(String.format("a%d: &a%d [%s*a%d]\n", i, i, ("*a" + (i - 1) + ", ").repeat(9), i - 1));
        }

        assertThat(YamlReader.read("f.yaml", text.toString(), "a: b").entries()).hasSize(100);
    }
}
