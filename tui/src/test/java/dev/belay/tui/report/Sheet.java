package dev.belay.tui.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/** What a report looks like. */
final class Sheet {
    private Sheet() {}

    static String plain(Consumer<Page> report) {
        return with(Style.PLAIN, report);
    }

    static String with(Style style, Consumer<Page> report) {
        StringWriter text = new StringWriter();
        report.accept(new Page(new PrintWriter(text), style));
        return text.toString();
    }

    static String json(Report report) {
        StringWriter text = new StringWriter();
        Json.write(text, report::json);
        return text.toString();
    }
}
