package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextArrayTest {
    @Test
    void elementsAreReadAsTheServerPrintsThem() {
        assertThat(TextArray.elements("{}")).isEmpty();
        assertThat(TextArray.elements("{a}")).containsExactly("a");
        assertThat(TextArray.elements("{a,b c,NULL,\"NULL\"}")).containsExactly("a", "b c", "null", "NULL");
        assertThat(TextArray.elements("{\"\",\"a,b\",\"{}\",\"say \\\"no\\\"\",\"back\\\\slash\"}"))
                .containsExactly("", "a,b", "{}", "say \"no\"", "back\\slash");
        assertThat(TextArray.elements("{\"\"}")).containsExactly("");
    }

    @Test
    void whatIsNoArrayOfOneDimensionIsRefused() {
        assertThatThrownBy(() -> TextArray.elements("[0:1]={a,b}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextArray.elements("")).isInstanceOf(IllegalArgumentException.class);
    }
}
