package dev.belay.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
