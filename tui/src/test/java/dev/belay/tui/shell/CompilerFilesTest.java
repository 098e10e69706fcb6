package dev.belay.tui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Who is told where the classes are. */
final class CompilerFilesTest {
    @Test
    void theCompilerFindsTheClassPathAndWhoListsItAsideFindsNothing() throws Exception {
        try (CompilerFiles files =
                new CompilerFiles(ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null))) {
            List<Object> aside = CompletableFuture.supplyAsync(() -> {
                        List<Object> found = new ArrayList<>();
                        files.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(found::add);
                        return found;
                    })
                    .get();

            assertThat(files.getLocationAsPaths(StandardLocation.CLASS_PATH)).isNotEmpty();
            assertThat(aside).isEmpty();
        }
    }
}
