package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Dumps;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.StockTools;
import dev.belay.backup.crypto.AgeKey;
import dev.belay.backup.crypto.Recipients;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/restore-with-stock-tools.md, as they stand there, bring the database back without Belay. */
@Tag("server")
final class StockToolsPageTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh( age)?\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path scratch;

    @BeforeEach
    void toolsAreThere() {
        StockTools.assume();
        for (String tool : List.of("jq", "age")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "gate not run: " + tool + " is not installed");
        }
    }

    @Test
    void anArchiveIsRestoredByPgRestore() throws Exception {
        bringsBack(Optional.empty());
    }

    @Test
    void anEncryptedArchiveIsRestoredByAgeAndPgRestore() throws Exception {
        bringsBack(Optional.of(AgeKey.generate()));
    }

    private void bringsBack(Optional<AgeKey> key) throws IOException, GeneralSecurityException, InterruptedException {
        TestServer server = TestServer.of(15);
        try (TestDatabase source = server.createDatabase();
                TestDatabase target = server.createDatabase();
                LocalStorage storage = new LocalStorage(scratch.resolve("backups"))) {
            source.execute(
                    "CREATE TABLE \"Odd one\" (id int PRIMARY KEY, v text)",
                    "INSERT INTO \"Odd one\" SELECT i, md5(i::text) FROM generate_series(1, 500) i",
                    "CREATE TABLE empty ()",
                    "SELECT lo_from_bytea(77, 'large')");
            BackupOptions options = BackupOptions.builder()
                    .compression(Compression.of(Algorithm.GZIP))
                    .seal(key.map(one -> Recipients.of(List.of(one.recipient()))::encrypt))
                    .build();
            String archive = new Backup(Restores.database(source), options, "0", BackupListener.NONE)
                    .to(storage)
                    .archive();
            Path identity = scratch.resolve("key");
            if (key.isPresent()) {
                key.get().write(identity);
            }

            String said = run(
                    script(key.isPresent()), target, scratch.resolve("backups").resolve(archive), identity);

            assertThat(said)
                    .contains("manifest.json: OK", "TABLE DATA public Odd one", "t|public.\"Odd one\"")
                    .doesNotContainPattern("(?m)^f\\|");
            assertThat(Dumps.sorted(StockTools.dump(target))).isEqualTo(Dumps.sorted(StockTools.dump(source)));
        }
    }

    private static String script(boolean encrypted) throws IOException {
        Path page = Path.of(System.getProperty("belay.root"), "docs", "restore-with-stock-tools.md");
        Matcher block = COMMANDS.matcher(Files.readString(page));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            if (encrypted || block.group(1) == null) {
                blocks.add(block.group(2));
            }
        }
        assertThat(blocks).hasSize(encrypted ? 4 : 3);
        return "set -e\n" + String.join("\n", blocks);
    }

    private String run(String script, TestDatabase target, Path archive, Path key)
            throws IOException, InterruptedException {
        Path said = scratch.resolve("said");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("PATH", "/usr/lib/postgresql/15/bin:/usr/bin:/bin");
        builder.environment().put("ARCHIVE", archive.toString());
        builder.environment().put("KEY", key.toString());
        builder.environment().put("PGHOST", target.server().host());
        builder.environment().put("PGPORT", Integer.toString(target.server().port()));
        builder.environment().put("PGUSER", target.user());
        builder.environment().put("PGPASSWORD", target.password());
        builder.environment().put("PGDATABASE", target.name());
        int code = builder.start().waitFor();
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(code).as(output).isZero();
        return output;
    }
}
