package dev.belay.backup.restore;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.restore.RestoreOptions.Part;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;

/** Whether an archive has tables without rows, or rows without tables: by its entries, since those of pg_dump say it nowhere else. */
enum Half {
    /** Neither of the two, or nothing that could lack the other. */
    NONE,
    DEFINITIONS,
    ROWS;

    static Half of(Toc toc) {
        boolean tables = toc.entries().stream().anyMatch(entry -> entry.kind().equals("TABLE"));
        boolean rows = toc.entries().stream().anyMatch(entry -> entry.kind().equals("TABLE DATA"));
        if (rows) {
            return toc.entries().stream().filter(EntrySql::restorable).allMatch(Wanted::data) ? ROWS : NONE;
        }
        return tables && toc.entries().stream().noneMatch(Wanted::data) ? DEFINITIONS : NONE;
    }

    /** Refuses to restore what is not there. */
    void require(String archive, Part part) {
        if (this == ROWS && part != Part.DATA) {
            throw new BelayException(
                    Kind.USAGE,
                    archive + " holds rows alone, and no tables that they could go into",
                    "--data-only loads them into tables that are there; where there are none yet, restore these first"
                            + " from an archive that has them");
        }
        if (this == DEFINITIONS && part == Part.DATA) {
            throw new BelayException(
                    Kind.USAGE,
                    archive + " holds definitions alone, and no rows",
                    "leave --data-only out, or name an archive with rows");
        }
    }
}
