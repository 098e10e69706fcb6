package dev.belay.tui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ScratchServer.Lifetime;
import dev.belay.core.db.ScratchServer.Running;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One embedded server that is up: its data and log lie in a temporary folder that goes when it is closed. */
final class RunningServer implements Running {
    /** A new cluster takes about 60 MB, and needs some air. */
    private static final int MEGABYTES_OF_DATA = 150;

    private static final String WORKING_FOLDER = "ot.epg.working-dir";

    private final int major;
    private final Path folder;
    private final String password;
    private final EmbeddedPostgres server;
    private final Optional<Guard> guard;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningServer(int major, Path folder, String password, EmbeddedPostgres server, Optional<Guard> guard) {
        this.major = major;
        this.folder = folder;
        this.password = password;
        this.server = server;
        this.guard = guard;
    }

    static RunningServer start(Binaries binaries, Programs programs, Path temporary, Lifetime lifetime)
            throws IOException {
        Room.require(MEGABYTES_OF_DATA, temporary, "TMPDIR");
        Path folder = Files.createTempDirectory(temporary, "belay-pg-");
        Guard guard = Guard.over(folder);
        try {
            String password = randomPassword();
            EmbeddedPostgres server = launch(binaries, programs, folder, password);
            if (lifetime == Lifetime.UNTIL_STOPPED) {
                guard.dismiss();
                return new RunningServer(binaries.major(), folder, password, server, Optional.empty());
            }
            RunningServer running = new RunningServer(binaries.major(), folder, password, server, Optional.of(guard));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "belay-stop-server"));
            return running;
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            String log = log(folder);
            guard.close();
            if (e instanceof BelayException known) {
                throw known;
            }
            Exception cause = e instanceof Exception exception ? exception : new IOException(e.getCause());
            throw StartFailure.explain(binaries.major(), log, temporary, cause);
        }
    }

    private static EmbeddedPostgres launch(Binaries binaries, Programs programs, Path folder, String password)
            throws IOException {
        Path passwordFile = Files.createFile(folder.resolve("password"), asFileAttribute(fromString("rw-------")));
        Files.writeString(passwordFile, password + "\n");
        Redirect log = Redirect.appendTo(folder.resolve("log").toFile());
        EmbeddedPostgres server = builder(folder)
                .setPgBinaryResolver(binaries)
                .setOverrideWorkingDirectory(programs.folder().toFile())
                .setDataDirectory(folder.resolve("data"))
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(30))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // Not only the locale goes to initdb this way: everybody must know the password, and sorting is the
                // same on every machine.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("wal_level", "logical")
                .start();
        Files.delete(passwordFile);
        return server;
    }

    /**
     * The library looks through its working folder, by default one that all its users share, stops the servers whose
     * owners seem to be gone, and deletes their data: those of other programs, and of processes that only have the same
     * number. Which folder that is can only be said by a property of the whole process, read when the builder is made.
     */
    private static synchronized EmbeddedPostgres.Builder builder(Path folder) {
        String before = System.setProperty(WORKING_FOLDER, folder.toString());
        try {
            return EmbeddedPostgres.builder();
        } finally {
            if (before == null) {
                System.clearProperty(WORKING_FOLDER);
            } else {
                System.setProperty(WORKING_FOLDER, before);
            }
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("log"), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public int major() {
        return major;
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "the embedded PostgreSQL " + major + " is not running any more",
                    "start it again",
                    e);
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        // The same script that cleans up after a crash: one way to stop, tried each time.
        guard.ifPresentOrElse(Guard::close, this::closeKept);
    }

    private void closeKept() {
        try (Guard stop = Guard.over(folder)) {
            // closing it is what stops the server
        } catch (IOException e) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "cannot stop the embedded PostgreSQL " + major,
                    "end the process " + pid() + " and remove " + folder,
                    e);
        }
    }
}
