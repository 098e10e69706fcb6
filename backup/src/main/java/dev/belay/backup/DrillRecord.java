package dev.belay.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That an archive was restored to see whether it can be, and what came of it: {@code drill.json} beside the manifest. The
 * newest one stands.
 *
 * @param format 1
 * @param belay the version that did it
 * @param at when it ended
 * @param took restoring and comparing
 * @param ok whether everything that was compared is equal
 * @param serverVersion of the server it was restored on
 * @param tables that were compared, row by row
 * @param rows in them
 * @param schema whether the whole schema was compared too: only a server of the same major version prints it alike
 * @param findings what is not as it should be, in words
 * @param spec whether the spec of the project holds for it; empty where it was not asked
 */
public record DrillRecord(
        int format,
        String belay,
        Instant at,
        Duration took,
        boolean ok,
        String serverVersion,
        long tables,
        long rows,
        long sequences,
        long largeObjects,
        boolean schema,
        List<String> findings,
        Optional<Boolean> spec) {
    /** The name of the file that it is stored as. */
    public static final String FILE = "drill.json";
    /** What {@code format} is today. */
    public static final int FORMAT = 1;

    public DrillRecord {
        findings = List.copyOf(findings);
    }

    /** The same, held against the spec. */
    public DrillRecord held(boolean spec) {
        return with(findings, Optional.of(spec));
    }

    /** What may be kept beside an archive that is encrypted: findings name tables. */
    DrillRecord withoutNames() {
        List<String> number = findings.isEmpty()
                ? List.of()
                : List.of(findings.size() + " found; not named here, because the archive is encrypted");
        return with(number, spec);
    }

    private DrillRecord with(List<String> findings, Optional<Boolean> spec) {
        return new DrillRecord(
                format,
                belay,
                at,
                took,
                ok,
                serverVersion,
                tables,
                rows,
                sequences,
                largeObjects,
                schema,
                findings,
                spec);
    }
}
