package dev.belay.tui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoomTest {
    @TempDir
    private Path folder;

    @Test
    void aDiskThatIsTooFullSaysWhereAndHowMuch() {
        assertThatCode(() -> Room.require(1, folder, "TMPDIR")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Room.require(Integer.MAX_VALUE, folder, "TMPDIR"))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.CONNECTION);
                    assertThat(e.hint()).contains("TMPDIR");
                })
                .hasMessageMatching("there is no room for an embedded PostgreSQL in " + folder
                        + ": \\d+ MB are free, 2147483647 MB are needed");
    }
}
