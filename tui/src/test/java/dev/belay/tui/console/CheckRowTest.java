package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tui.screen.Line;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import java.util.List;
import java.util.Map;
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

    @Test
    void aQueryThatIsRunAsItShouldBeHasItsPlanToo() {
        Subject query = new Subject("query", "by mail");
        Report report = new Report(List.of(query, new Subject("query", "by name")), List.of(), List.of(), List.of())
                .planned(Map.of(query, "Limit < Index Scan using users_mail (cost 1, 9 without indexes)"));

        List<CheckRow> rows = CheckRow.of(report);

        assertThat(rows).extracting(CheckRow::object).containsExactly("", "by mail");
        assertThat(rows.get(1).detail().stream().map(Line::text))
                .containsExactly(
                        "good  query",
                        "by mail",
                        "",
                        "plan",
                        "Limit",
                        "  Index Scan using users_mail (cost 1, 9 without indexes)");
    }
}
