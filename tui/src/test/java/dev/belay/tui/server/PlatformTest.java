package dev.belay.tui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, linux-arm64v8, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, darwin-arm64v8, postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, darwin-amd64, postgres-darwin-x86_64.txz",
        "Linux, amd64, linux-amd64, postgres-linux-x86_64-alpine_linux.txz",
        "Linux, ppc64le, linux-ppc64le, postgres-linux-ppc64le.txz"
    })
    void isCalledAsThePublishedJarsAre(String system, String machine, String name, String entry) {
        Platform platform = platform(system, machine);

        assertThat(platform).hasToString(name);
        assertThat(platform.runs(entry)).isTrue();
        assertThat(platform.runs("META-INF/MANIFEST.MF")).isFalse();
        assertThat(platform("Windows 11", "amd64").runs(entry)).isFalse();
    }

    private static Platform platform(String system, String machine) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("os.arch", machine);
        return Platform.of(properties);
    }
}
