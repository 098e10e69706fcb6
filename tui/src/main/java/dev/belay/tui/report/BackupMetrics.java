package dev.belay.tui.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What monitoring should know of a database's archives, as OpenMetrics text 1.0.
 *
 * @param database its name
 * @param place where the archives are, without secrets
 * @param backup the newest complete archive
 * @param drill the newest archive that was restored and found equal; its time is that of the drill
 * @param ok whether the last run did all that it was to do, or had nothing to do
 */
public record BackupMetrics(
        String database, String place, Optional<Success> backup, Optional<Success> drill, boolean ok) {
    private static final String RUN = "belay_backup_last_run_success";

    /**
     * Something that worked.
     *
     * @param when it was true: the snapshot of a backup, the end of a drill
     * @param bytes of the archive as it is stored
     */
    public record Success(Instant when, long bytes, Duration took) {}

    private record Gauge(String name, String unit, String meaning, String format, ToDoubleFunction<Success> value) {}

    private static final List<Gauge> GAUGES = List.of(
            new Gauge(
                    "last_success_timestamp_seconds",
                    "seconds",
                    "when it was true",
                    "%.3f",
                    success -> success.when().toEpochMilli() / 1000.0),
            new Gauge("size_bytes", "bytes", "how much is stored", "%.0f", Success::bytes),
            new Gauge(
                    "duration_seconds",
                    "seconds",
                    "how long it took",
                    "%.3f",
                    success -> success.took().toMillis() / 1000.0));

    /** Of a run that could find out nothing but that it failed. */
    public static BackupMetrics unknown(String database, String place) {
        return new BackupMetrics(database, place, Optional.empty(), Optional.empty(), false);
    }

    /**
     * The whole text. What never worked has no line: an alarm on its absence is one on the age of it.
     *
     * @param before what the file says now; what it says of other databases stays
     */
    public String text(String before) {
        OtherMetrics others = OtherMetrics.in(before, escaped(database));
        StringBuilder text = new StringBuilder();
        family(text, "backup", "The newest complete backup", backup, others);
        family(text, "drill", "The newest backup that was restored and found equal", drill, others);
        text.append("# TYPE " + RUN + " gauge\n");
        text.append("# HELP " + RUN + " Whether the last run did all that it was to do: 1 or 0.\n");
        text.append(RUN).append(labels()).append(ok ? " 1\n" : " 0\n").append(others.of(RUN));
        return text.append("# EOF\n").toString();
    }

    /** What such a text is after a run that failed before anything could be found out; empty where it knows no earlier one. */
    public static Optional<String> failed(String text, String database) {
        String own = Pattern.quote("{database=\"" + escaped(database) + "\",");
        Matcher run = Pattern.compile("(?m)^(" + RUN + own + ".*}) [01]$").matcher(text);
        return run.find() && text.endsWith("# EOF\n") ? Optional.of(run.replaceAll("$1 0")) : Optional.empty();
    }

    private String labels() {
        return "{database=\"" + escaped(database) + "\",place=\"" + escaped(place) + "\"}";
    }

    private void family(StringBuilder text, String verb, String what, Optional<Success> success, OtherMetrics others) {
        for (Gauge gauge : GAUGES) {
            String name = "belay_" + verb + "_" + gauge.name();
            text.append("# TYPE ").append(name).append(" gauge\n");
            text.append("# UNIT ").append(name).append(' ').append(gauge.unit()).append('\n');
            text.append("# HELP ").append(name).append(' ').append(what).append(": ");
            text.append(gauge.meaning()).append(".\n");
            success.ifPresent(found -> text.append(name)
                    .append(labels())
                    .append(' ')
                    .append(String.format(
                            Locale.ROOT, gauge.format(), gauge.value().applyAsDouble(found)))
                    .append('\n'));
            text.append(others.of(name));
        }
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
