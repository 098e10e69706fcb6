package dev.belay.tui.report;

import dev.belay.backup.BackupResult;
import dev.belay.backup.Manifest;
import dev.belay.backup.archive.Compression.Algorithm;

/** A backup that was made. */
public record BackupReport(Where where, String place, BackupResult result) implements Report {
    @Override
    public void text(Page page) {
        Manifest manifest = result.manifest();
        Manifest.Totals totals = manifest.totals();
        page.line(Tone.STRONG, where.line());
        page.line(page.style().tick() + " " + Visible.line(path()));
        page.line("  " + Spans.count(totals.tables(), "table") + ", " + Spans.count(totals.rows(), "row")
                + (totals.largeObjects() > 0 ? ", " + Spans.count(totals.largeObjects(), "large object") : "") + ", "
                + Sizes.of(totals.rawBytes()) + " in " + Sizes.of(totals.bytes()) + " and "
                + Spans.count(manifest.files().size(), "file") + ", " + Spans.of(manifest.took()));
        if (zstd()) {
            page.line(Tone.FAINT, "  stock pg_restore reads it from version 16 on; for older ones --compress gzip");
        }
        result.notes().forEach(note -> page.line(Tone.WARNING, "  " + Visible.line(note)));
        manifest.leftOut().forEach(one -> page.line(Tone.WARNING, "  left out: " + Visible.line(one)));
    }

    private boolean zstd() {
        return result.manifest().files().keySet().stream().anyMatch(name -> name.contains(Algorithm.ZSTD.suffix()));
    }

    private String path() {
        return place.endsWith(result.archive()) ? place : place + "/" + result.archive();
    }

    @Override
    public void json(Json json) {
        Manifest manifest = result.manifest();
        Manifest.Totals totals = manifest.totals();
        where.json(json);
        json.text("archive", path())
                .number("files", manifest.files().size())
                .number("bytes", totals.bytes())
                .number("raw_bytes", totals.rawBytes())
                .number("tables", totals.tables())
                .number("rows", totals.rows())
                .number("large_objects", totals.largeObjects())
                .number("ms", manifest.took().toMillis())
                .text("snapshot_time", manifest.snapshotTime().toString())
                .text("lsn", manifest.lsn())
                .truth("encrypted", manifest.encrypted())
                .texts("left_out", manifest.leftOut())
                .texts("notes", result.notes());
    }
}
