package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that takes connections and says nothing. */
final class OpenSessionsTest {
    private final OpenSessions sessions = new OpenSessions();
    private final List<Socket> taken = new ArrayList<>();
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        for (Socket one : taken) {
            one.close();
        }
        silent.close();
    }

    /** Returns when the server has it. */
    private CompletableFuture<Connection> login() {
        String url = "postgresql://u@127.0.0.1:" + silent.getLocalPort() + "/d?sslmode=disable";
        Database database = new Database(
                ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))), sessions);
        CompletableFuture<Connection> login = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        login.complete(database.connect());
                    } catch (RuntimeException e) {
                        login.completeExceptionally(e);
                    }
                })
                .start();
        try {
            taken.add(silent.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return login;
    }

    @Test
    void whoBeginsToWaitForTheSakeOfTheEndIsNotSentAway() {
        CompletableFuture<Connection> before = login();
        List<CompletableFuture<Connection>> after = new ArrayList<>();

        assertThat(sessions.stopWaiting(() -> after.add(login()))).isTrue();

        assertThatThrownBy(() -> before.get(5, TimeUnit.SECONDS)).hasStackTraceContaining("the command was stopped");
        assertThatThrownBy(() -> after.get(0).get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void whereNobodyWaitsNobodyIsSentAway() {
        List<CompletableFuture<Connection>> after = new ArrayList<>();

        assertThat(sessions.stopWaiting(() -> after.add(login()))).isFalse();

        assertThatThrownBy(() -> after.get(0).get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void atTheEndAllAreSentAway() {
        CompletableFuture<Connection> one = login();
        CompletableFuture<Connection> other = login();

        sessions.end();

        assertThatThrownBy(() -> one.get(5, TimeUnit.SECONDS)).hasStackTraceContaining("the command was stopped");
        assertThatThrownBy(() -> other.get(5, TimeUnit.SECONDS)).hasStackTraceContaining("the command was stopped");
    }
}
