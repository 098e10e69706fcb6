package dev.belay.tui.report;

import java.util.List;

/** A verification in the Test Anything Protocol. */
final class TapText {
    private TapText() {}

    static String of(VerifyReport report) {
        List<Cases.Case> cases = Cases.of(report.result()).all();
        StringBuilder tap = new StringBuilder("TAP version 13\n1..");
        tap.append(cases.size()).append('\n');
        int number = 0;
        for (Cases.Case one : cases) {
            number++;
            tap.append(one.failed() ? "not ok " : "ok ")
                    .append(number)
                    .append(" - ")
                    .append(escaped(one.name()));
            one.skipped().ifPresent(why -> tap.append(" # SKIP ").append(escaped(why.message())));
            tap.append('\n');
            one.findings()
                    .forEach(finding -> tap.append("# ")
                            .append(Visible.line(
                                    Names.of(finding.severity()) + ": " + finding.object() + " " + finding.message()))
                            .append('\n'));
        }
        if (!report.result().unseen().isEmpty()) {
            tap.append("# ").append(report.result().unseen().size()).append(" not seen\n");
        }
        return tap.toString();
    }

    /** A number sign begins a directive. */
    private static String escaped(String text) {
        return Visible.line(text).replace("\\", "\\\\").replace("#", "\\#");
    }
}
