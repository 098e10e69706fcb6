package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.screen.Line;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckRowTest {
    @Test
    void thePlanOfAQueryIsShownStepByStep() {
        Finding finding = new Finding(
                "query-plan",
                "by mail",
                Severity.ERROR,
                "reads all of app.users; the plan is Limit < Sort < Seq Scan on app.users (cost 9, 9 without indexes)",
                "CREATE INDEX\nor another query");

        List<CheckRow> rows = CheckRow.of(new Report(List.of(), List.of(finding), List.of(), List.of()));

        assertThat(rows.get(1).detail().stream().map(Line::text))
                .containsExactly(
                        "error  query-plan",
                        "by mail",
                        "",
                        "reads all of app.users",
                        "",
                        "plan",
                        "Limit",
                        "  Sort",
                        "    Seq Scan on app.users (cost 9, 9 without indexes)",
                        "",
                        "what to do",
                        "CREATE INDEX",
                        "or another query");
    }
}
