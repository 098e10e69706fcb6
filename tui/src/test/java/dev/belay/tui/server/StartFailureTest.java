package dev.belay.tui.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartFailureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            initdb: error: could not write to file: No space left on device | there is no room left | TMPDIR
            initdb: error: cannot be run as root | PostgreSQL does not run as root | another user
            postgres: error while loading shared libraries: libxml2.so.2: cannot open | a library is missing on this system (postgres: error while loading shared libraries: libxml2.so.2: cannot open) | install it
            unshare: failed to execute /c/bin/initdb: Permission denied | its programs may not run here | BELAY_CACHE
            FATAL:  could not create shared memory segment: x | there is too little shared memory | --shm-size
            FATAL:  could not bind IPv4 address "127.0.0.1": Address already in use | another program took its port | again
            FATAL:  something new | FATAL:  something new | /tmp
            """)
    void saysWhatTheLogMeansAndWhatHelps(String log, String reason, String help) {
        BelayException failure =
                StartFailure.explain(15, "ok\n" + log + "\n\n", Path.of("/tmp"), new IOException("Process failed"));

        assertThat(failure.kind()).isEqualTo(Kind.CONNECTION);
        assertThat(failure).hasMessageStartingWith("the embedded PostgreSQL 15 does not start: " + reason);
        assertThat(failure.hint()).contains(help);
    }

    @ParameterizedTest
    @CsvSource({"'Cannot run program \"/c/bin/initdb\": error=2, No such file or directory', another C library"})
    void withoutALogTheErrorOfTheStartCounts(String error, String reason) {
        assertThat(StartFailure.explain(15, "", Path.of("/tmp"), new IOException(error)))
                .hasMessageContaining(reason);
    }
}
