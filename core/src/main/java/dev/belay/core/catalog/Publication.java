package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * Which changes are offered to subscribers ({@code pg_publication}); its tables and schemas are objects of their own.
 *
 * @param allTables whether it has all tables, also future ones ({@code pg_publication.puballtables})
 * @param publish of {@code insert}, {@code update}, {@code delete}, {@code truncate}
 * @param viaRoot whether changes of partitions count as changes of the partitioned table ({@code pg_publication.pubviaroot})
 * @param generatedColumns {@code none} or {@code stored} ({@code pubgencols}, 18)
 */
public record Publication(Head head, boolean allTables, List<String> publish, boolean viaRoot, String generatedColumns)
        implements CatalogObject {
    public Publication {
        publish = List.copyOf(publish);
    }

    static Publication of(Head head, Row row, Context context) {
        return new Publication(
                head,
                row.flag("all_tables"),
                row.texts("publish"),
                row.flag("via_root"),
                row.text("generated_columns"));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference()
                + (allTables ? " FOR ALL TABLES" : "")
                + " WITH (publish = " + publish.stream().collect(joining(", ", "'", "'"))
                + (viaRoot ? ", publish_via_partition_root = true" : "")
                + (generatedColumns.equals("none") ? "" : ", publish_generated_columns = " + generatedColumns)
                + ");\n";
    }

    /** The start of a statement that adds to, or takes from, the publication of that name. */
    static String alter(String publication) {
        return "ALTER PUBLICATION " + Identifier.spell(publication);
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (change.takeAll(List.of("publish", "via root", "generated columns")::contains)) {
            change.add("ALTER " + reference() + " SET (publish = "
                    + publish.stream().collect(joining(", ", "'", "'"))
                    + ", publish_via_partition_root = " + viaRoot
                    + (comparison.before().major() < 18 ? "" : ", publish_generated_columns = " + generatedColumns)
                    + ");\n");
        }
    }
}
