package dev.belay.core.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContentHashTest {
    @Test
    void theHashIsTheOneThatEverybodyKnows() {
        assertThat(of("")).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(of("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(of("as")).isEqualTo(0x1C330FB2D66BE179L);
        assertThat(of("asd")).isEqualTo(0x631C37CE72A97393L);
        assertThat(of("asdf")).isEqualTo(0x415872F599CEA71EL);
        assertThat(of("Call me Ishmael. Some years ago--never mind how long precisely-"))
                .isEqualTo(0x02A2E85470D6FD96L);
    }

    private static long of(String text) {
        byte[] bytes = ("#" + text + "#").getBytes(UTF_8);
        return XxHash64.of(bytes, 1, bytes.length - 1);
    }

    @Test
    void theOrderOfRowsDoesNotMatterButTheirNumberDoes() {
        assertThat(rows("a", "b", "c")).isEqualTo(rows("c", "a", "b"));
        assertThat(rows("a", "b")).isNotEqualTo(rows("ab", ""));
        assertThat(rows("a", "a")).isNotEqualTo(rows("a")).isNotEqualTo(rows());
        assertThat(rows()).isEqualTo("xxh64:0000000000000000");
    }

    @Test
    void severalAddUpToOne() {
        ContentHash one = new ContentHash();
        ContentHash other = new ContentHash();
        one.row("a".getBytes(UTF_8), 0, 1);
        other.row("b".getBytes(UTF_8), 0, 1);
        one.add(other);

        assertThat(one).hasToString(rows("a", "b"));
        assertThat(one.rows()).isEqualTo(2);
    }

    private static String rows(String... rows) {
        ContentHash hash = new ContentHash();
        for (String row : rows) {
            RowFormat.TEXT.hash((row + "\n").getBytes(UTF_8), false, hash);
        }
        return hash.toString();
    }
}
