package dev.belay.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.belay.backup.s3.FaultProxy.Fault;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.core.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A service that answers with errors, late, or not to the end. */
final class S3FaultTest {
    private static final byte[] CONTENT = new byte[12 << 20];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    private final String place = "s3://" + S3Server.bucket() + "/backups";

    /** So long, in seconds, nobody has to wait for an answer here, however busy the machine is. */
    private static final int PATIENT = 60;

    /** And so short it is given up where none will come: what was only late is tried again too. */
    private static final int IMPATIENT = 2;

    private Storage through(FaultProxy proxy) {
        return through(proxy, PATIENT);
    }

    private Storage through(FaultProxy proxy, int timeout) {
        return Storages.open(
                place, S3Server.options("endpoint", proxy.endpoint(), "timeout", Integer.toString(timeout)));
    }

    private Storage direct() {
        return Storages.open(place, S3Server.options());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "DAMAGE"})
    void whatGoesWrongNowAndThenIsTriedAgain(Fault fault) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        boolean stalls = fault == Fault.STALL || fault == Fault.STALL_ANSWER;
        try (FaultProxy proxy = new FaultProxy(line -> requests.incrementAndGet() % 4 == 0 ? fault : Fault.NONE);
                Storage storage = through(proxy, stalls ? IMPATIENT : PATIENT)) {
            try (Draft draft = storage.draft("shop/a")) {
                write(draft, "large.dat");
                draft.create("empty.dat").close();
                draft.commit("done", new byte[] {1});
            }

            try (InputStream in = storage.read("shop/a/large.dat", 0)) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }
            assertThat(storage.list("")).hasSize(3);
        }
        assertThat(requests).hasValueGreaterThan(8);
        assertThat(direct().leftovers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"ERROR", "RESET_SENDING"})
    void aBackupThatCannotBeWrittenLeavesNothingBehindAndTheNextOneWorks(Fault fault) throws IOException {
        try (FaultProxy proxy = new FaultProxy(line -> line.contains("partNumber=2") ? fault : Fault.NONE);
                Storage storage = through(proxy)) {
            try (Draft draft = storage.draft("shop/a")) {
                draft.create("first.dat").close();

                assertThatIOException()
                        .isThrownBy(() -> write(draft, "large.dat"))
                        .withMessageContaining("cannot write part 2 of " + place + "/shop/a/large.dat: ");
            }
        }

        try (Storage storage = direct()) {
            assertThat(storage.list("")).isEmpty();
            assertThat(storage.leftovers()).isEmpty();
            try (Draft draft = storage.draft("shop/a")) {
                write(draft, "large.dat");
                draft.commit("done", new byte[0]);
            }
            assertThat(storage.list("")).hasSize(2);
        }
    }

    /** Nobody knows the number of such an upload: it would stay for ever, and be paid for. */
    @ParameterizedTest
    @EnumSource(names = {"RESET_ANSWER", "STALL_ANSWER"})
    void anUploadWhoseBeginningIsNotAnsweredDoesNotStay(Fault fault) throws IOException {
        AtomicInteger begun = new AtomicInteger();
        Function<String, Fault> faults =
                line -> line.startsWith("POST") && line.contains("?uploads") && begun.incrementAndGet() == 1
                        ? fault
                        : Fault.NONE;
        try (FaultProxy proxy = new FaultProxy(faults);
                Storage storage = through(proxy, fault == Fault.STALL_ANSWER ? IMPATIENT : PATIENT);
                Draft draft = storage.draft("shop/a")) {
            write(draft, "large.dat");
            draft.commit("done", new byte[0]);
        }

        // Once more for each answer that came too late, where the machine is busy.
        assertThat(begun).hasValueGreaterThan(1);
        assertThat(direct().leftovers()).isEmpty();
        assertThat(direct().list("")).hasSize(2);
    }

    @Test
    void aPartThatArrivesDamagedIsNeverTakenForWhatWasSent() throws IOException {
        try (FaultProxy proxy = new FaultProxy(line -> line.contains("partNumber=1") ? Fault.DAMAGE : Fault.NONE);
                Storage storage = through(proxy);
                Draft draft = storage.draft("shop/a")) {
            assertThatIOException()
                    .isThrownBy(() -> write(draft, "large.dat"))
                    .withMessageContaining("cannot write part 1 of " + place + "/shop/a/large.dat: ");
        }
    }

    /** The rest of another object that has its name is not the rest of this one. */
    @Test
    void aDownloadOfWhatWasReplacedIsAnError() throws IOException {
        try (Storage storage = direct()) {
            storage.put("shop/large.dat", CONTENT);
            AtomicInteger requests = new AtomicInteger();
            try (FaultProxy proxy =
                            new FaultProxy(line -> requests.incrementAndGet() == 1 ? Fault.RESET_ANSWER : Fault.NONE);
                    Storage broken = through(proxy);
                    InputStream in = broken.read("shop/large.dat", 0)) {
                storage.put("shop/large.dat", new byte[CONTENT.length]);

                assertThatIOException()
                        .isThrownBy(in::readAllBytes)
                        .withMessageContaining("cannot read " + place + "/shop/large.dat from byte ");
            }
            assertThat(requests).hasValueGreaterThan(1);
        }
    }

    /** More often than anybody would try again who gets nowhere. */
    @Test
    void aDownloadGoesOnWhereItBroke() throws IOException {
        try (Storage storage = direct();
                Draft draft = storage.draft("shop/a")) {
            write(draft, "large.dat");
            draft.commit("done", new byte[0]);
        }
        AtomicInteger breaks = new AtomicInteger();
        try (FaultProxy proxy = new FaultProxy(line ->
                        line.startsWith("GET") && breaks.incrementAndGet() <= 6 ? Fault.RESET_ANSWER : Fault.NONE);
                Storage storage = through(proxy);
                InputStream in = storage.read("shop/a/large.dat", 1000)) {
            byte[] read = in.readAllBytes();

            assertThat(read.length).isEqualTo(CONTENT.length - 1000);
            assertThat(Arrays.equals(read, 0, read.length, CONTENT, 1000, CONTENT.length))
                    .isTrue();
        }
        assertThat(breaks).hasValueGreaterThan(6);
    }

    @Test
    void whoeverIsInterruptedWaitsForNoMoreOfADownload() throws Exception {
        try (Storage storage = direct();
                Draft draft = storage.draft("shop/a")) {
            write(draft, "large.dat");
            draft.commit("done", new byte[0]);
        }
        try (FaultProxy proxy = new FaultProxy(line -> line.contains("large.dat") ? Fault.STALL_ANSWER : Fault.NONE);
                Storage storage = through(proxy);
                InputStream in = storage.read("shop/a/large.dat", 0)) {
            in.readNBytes(CONTENT.length / 4);
            Thread reader = Thread.currentThread();
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(reader::interrupt);

            // Nothing comes any more, and nobody has lost patience yet: only the interrupt ends it.
            assertThatIOException()
                    .isThrownBy(in::readAllBytes)
                    .isInstanceOf(InterruptedIOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aDownloadThatNeverGetsOnIsAnErrorThatSaysWhere() throws IOException {
        try (Storage storage = direct();
                Draft draft = storage.draft("shop/a")) {
            write(draft, "large.dat");
            draft.commit("done", new byte[0]);
        }
        AtomicInteger requests = new AtomicInteger();
        try (FaultProxy proxy =
                        new FaultProxy(line -> requests.incrementAndGet() == 1 ? Fault.RESET_ANSWER : Fault.ERROR);
                Storage storage = through(proxy);
                InputStream in = storage.read("shop/a/large.dat", 0)) {
            assertThatIOException()
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("cannot read " + place + "/shop/a/large.dat")
                    .withMessageContaining("500 InternalError");
        }
    }

    /** Whoever is woken looks at the network then, and not at rights. */
    @Test
    void aServiceThatIsNotThereIsToldAsThat() throws IOException {
        try (Storage storage = Storages.open(place, Map.of("endpoint", "http://127.0.0.1:1"))) {
            assertThatIOException()
                    .isThrownBy(() -> storage.files("shop"))
                    .withMessageContaining("refused")
                    .satisfies(e -> assertThat(FileTrouble.hint(e)).contains("is the service up", "endpoint"));
        }
        try (FaultProxy proxy = new FaultProxy(line -> Fault.ERROR);
                Storage storage = through(proxy)) {
            assertThatIOException()
                    .isThrownBy(() -> storage.files("shop"))
                    .satisfies(e -> assertThat(FileTrouble.hint(e)).contains("overloaded or ill"));
        }
    }

    private static void write(Draft draft, String name) throws IOException {
        try (OutputStream out = draft.create(name)) {
            for (int from = 0; from < CONTENT.length; from += 1 << 16) {
                out.write(CONTENT, from, 1 << 16);
            }
        }
    }
}
