package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.cli.SmallBucket;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class BackupsInABucketTest {
    @TempDir
    private Path folder;

    @Test
    void theyAreMadeListedProvenAndPruned(TestDatabase database) throws IOException {
        try (SmallBucket bucket = new SmallBucket();
                Rig rig = shop(database, bucket).size(120, 40).open().applied()) {
            for (int i = 0; i < 2; i++) {
                rig.press("4").until("Backups in s3://bucket/shop").press("b").until("Back up ");
                rig.press("y").until("Backup of").until("done");
            }
            assertThat(bucket.keys()).allMatch(key -> key.startsWith("shop/"));

            rig.press("4").until("(2)").press("c").until("every byte is right");
            rig.press("4").until("(2)").press("t").until("Drill ").press("y").until("equal: 3 tables");
            int before = bucket.keys().size();
            rig.press("4")
                    .until("(2)")
                    .press("P")
                    .until("would delete")
                    .press("y")
                    .until("deleted 1 archive");
            rig.press("4").until("(1)");

            assertThat(bucket.keys()).hasSizeLessThan(before).isNotEmpty();
        }
    }

    private Rig shop(TestDatabase database, SmallBucket bucket) {
        return Rig.of(folder, database)
                .file("belay.yaml", """
                project: shop
                convention: plain
                environments:
                  dev: {url: "${DATABASE_URL}", backup: {to: "s3://bucket/shop", storage: {%s}, keep: {last: 1}}}
                default_environment: dev
                """.formatted(bucket.endpoint().replace("=", ": ")))
                .migration("001_author", "CREATE TABLE author (id int);\n", "DROP TABLE author;\n");
    }
}
