package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.migration.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelsTest {
    @ParameterizedTest
    @CsvSource({
        "20250101,create users,20250101 create users",
        "001_author,001 author,001_author",
        "20250101_add_users,add users,20250101_add_users",
        "1.2,'',1.2"
    })
    void aTitleIsSaidWhenItSaysSomething(String version, String title, String label) {
        assertThat(Labels.of(new Version(version), title)).isEqualTo(label);
    }
}
