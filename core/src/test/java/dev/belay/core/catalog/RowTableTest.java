package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ServerTest
final class RowTableTest {
    @Test
    void whatIsTheSameIsKeptOnceAndWhatIsNotIsNotMixedUp(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            List<Row> rows = RowTable.rows(
                    connection,
                    "texts",
                    "SELECT 'name' AS name, 'é' || i AS own, CASE WHEN i % 3 > 0 THEN repeat('x', i % 100) END AS maybe"
                            + " FROM generate_series(1, 5000) i");

            assertThat(rows)
                    .extracting(row -> row.text("own"))
                    .isEqualTo(IntStream.rangeClosed(1, 5000)
                            .mapToObj(i -> "é" + i)
                            .toList());
            assertThat(rows)
                    .extracting(row -> row.textOrEmpty("maybe"))
                    .isEqualTo(IntStream.rangeClosed(1, 5000)
                            .mapToObj(i -> i % 3 > 0 ? "x".repeat(i % 100) : "")
                            .toList());
            assertThat(rows).allSatisfy(row -> assertThat(row.text("name")).isEqualTo("name"));
            assertThat(rows.get(4000).text("name")).isSameAs(rows.get(4001).text("name"));
        }
    }
}
