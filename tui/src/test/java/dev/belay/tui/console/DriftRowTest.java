package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.catalog.SchemaDiff;
import dev.belay.tui.report.Width;
import dev.belay.tui.screen.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DriftRowTest {
    @Test
    void theSidesStayApartByTheSameColumnWhereSignsAreWide() {
        DriftRow row = new DriftRow(
                "changed",
                "view public.見る表",
                List.of(new SchemaDiff.Change(
                        "query", false, Optional.of("SELECT 1 AS 数\n FROM 表格"), Optional.of("SELECT 2\n FROM t"))));

        assertThat(row.detail(60).stream()
                        .map(Line::text)
                        .filter(text -> text.contains(" | "))
                        .map(text -> Width.of(text.substring(0, text.indexOf(" | ")))))
                .containsExactly(28, 28, 28);
    }

    @Test
    void whatIsTooLongForOneSideIsBelow() {
        DriftRow row = new DriftRow(
                "changed",
                "table public.author",
                List.of(new SchemaDiff.Change(
                        "check", false, Optional.of("short"), Optional.of("(" + "a OR ".repeat(10) + "b)"))));

        assertThat(row.detail(60).stream().map(Line::text))
                .contains("- snapshot   + database", "- short", "+ (" + "a OR ".repeat(10) + "b)");
    }
}
