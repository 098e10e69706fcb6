package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some firewall or proxy takes the connection and never says a word: whoever has seen enough need not wait for it. */
@ServerTest
final class SilentServerTest {
    @TempDir
    private Path folder;

    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        System.setProperty("aws.accessKeyId", "id");
        System.setProperty("aws.secretAccessKey", "secret");
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    private void assertEndsAtOnce(Desk desk, String... command) throws Exception {
        CompletableFuture<Desk.Seen> running = CompletableFuture.supplyAsync(() -> desk.run(command));
        silent.setSoTimeout(60_000);
        try (Socket unused = accepted(running)) {
            // It is accepted before whoever waits for it has begun to wait.
            Thread.sleep(100);
            long start = System.nanoTime();

            desk.signals.get("INT").run();

            Desk.Seen seen = running.get();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(seen.err())
                    .isLessThan(Duration.ofSeconds(30));
            assertThat(seen.exit()).as(seen.err()).isEqualTo(130);
            assertThat(seen.err().lines())
                    .as(seen.err())
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).startsWith("belay: ").contains("stopped"));
        }
    }

    private Socket accepted(CompletableFuture<Desk.Seen> running) throws IOException {
        try {
            return silent.accept();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nobody came: " + running.getNow(null), e);
        }
    }

    private Desk desk(TestDatabase database) {
        Desk desk = new Desk(folder).now().with("DATABASE_URL", database.url()).file("belay.yaml", """
                        environments:
                          dev: {url: "${DATABASE_URL}"}
                        """);
        database.execute("CREATE TABLE author (id int)");
        assertThat(desk.run("backup", "--to=backups").exit()).isZero();
        desk.signals.clear();
        return desk;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup --to=backups",
                "restore latest --from=backups",
                "restore latest --from=backups --create=fresh",
                "drill latest --from=backups",
                "compare dev dev"
            })
    void aDatabaseThatDoesNotAnswer(String command, TestDatabase database) throws Exception {
        Desk desk = desk(database)
                .with("DATABASE_URL", "postgresql://x@127.0.0.1:" + silent.getLocalPort() + "/" + database.name());

        assertEndsAtOnce(desk, command.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup --to=s3://bucket/backups",
                "backup --to=s3://bucket/backups --unless-newer-than=1h",
                "restore latest --from=s3://bucket/backups",
                "restore s3://bucket/backups/one",
                "restore s3://bucket/backups/one --create=fresh",
                "restore s3://bucket/backups/one --list",
                "drill s3://bucket/backups/one",
                "check s3://bucket/backups/one",
                "export s3://bucket/backups/one --output=exported",
                "backups s3://bucket/backups",
                "prune s3://bucket/backups --keep-last=1"
            })
    void anObjectStoreThatDoesNotAnswer(String command, TestDatabase database) throws Exception {
        Desk desk = desk(database);

        assertEndsAtOnce(desk, (command + " --s3=endpoint=http://127.0.0.1:" + silent.getLocalPort()).split(" "));
    }
}
