package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.storage.Names;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchiveNameTest {
    @Test
    void aDatabaseHasAFolderOfItsOwnWhateverItIsCalled() {
        List<String> names =
                List.of("shop 13", "shop\u2013", "shop%2013", "shop\n13", "a/b", "a%2Fb", "😀", "\u001F600", "Größe");

        assertThat(names.stream().map(ArchiveName::folder))
                .doesNotHaveDuplicates()
                .allMatch(Names::isPlain);
    }

    @Test
    void plainNamesStayAndOthersAreReadAsAnAddressIs() {
        assertThat(ArchiveName.folder("shop-1_b.c")).isEqualTo("shop-1_b.c");
        assertThat(ArchiveName.folder("Größe")).isEqualTo("Größe");
        assertThat(ArchiveName.folder(".a b/\u2013")).isEqualTo("%2Ea%20b%2F%E2%80%93");
    }

    /** As long as a name can be, and nothing in it is plain. */
    @Test
    void theLongestNameIsNotTooLong() {
        assertThat(ArchiveName.folder("\u2013".repeat(21))).matches(Names::isPlain);
        assertThat(ArchiveName.folder("/".repeat(63))).matches(Names::isPlain);
    }
}
