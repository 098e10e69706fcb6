package dev.belay.backup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in the age format: ours, those of the stock command, and damaged ones. */
final class CryptoTest {
    @TempDir
    Path folder;

    private AgeKey key;
    private Identities identities;

    @BeforeEach
    void makeKey() throws Exception {
        key = AgeKey.generate();
        identities = Identities.read(key.write(folder.resolve("key.txt")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_000})
    void readsBackWhatItWrote(int size) throws Exception {
        byte[] content = random(size);

        assertThat(decrypt(encrypt(content, key.recipient()))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 131_072, 1_000_000})
    void theStockCommandReadsWhatItWrote(int size) throws Exception {
        byte[] content = random(size);
        Path file = Files.write(folder.resolve("x.age"), encrypt(content, key.recipient()));

        // Not -o: of an empty file this command would write none.
        age(folder.resolve("x"), "--decrypt", "-i", folder.resolve("key.txt").toString(), file.toString());

        assertThat(folder.resolve("x")).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 131_072, 1_000_000})
    void readsWhatTheStockCommandWrote(int size) throws Exception {
        byte[] content = random(size);
        Path file = Files.write(folder.resolve("x"), content);
        String other = AgeKey.generate().recipient();

        age(folder.resolve("x.age"), "-r", other, "-r", key.recipient(), file.toString());

        assertThat(decrypt(Files.readAllBytes(folder.resolve("x.age")))).isEqualTo(content);
    }

    @Test
    void readsAKeyThatTheStockCommandMade() throws Exception {
        assumeTrue(stock("age-keygen"), "there is no age-keygen here");
        Process made = new ProcessBuilder("age-keygen", "-o", folder.resolve("stock.txt") + "").start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String recipient = Files.readAllLines(folder.resolve("stock.txt")).stream()
                .filter(line -> line.startsWith("# public key: "))
                .map(line -> line.substring(14))
                .findAny()
                .orElseThrow();

        byte[] encrypted = encrypt(new byte[10], recipient);

        assertThat(Identities.read(folder.resolve("stock.txt"))
                        .decrypt(new ByteArrayInputStream(encrypted), "x")
                        .readAllBytes())
                .hasSize(10);
    }

    @Test
    void anyRecipientAndAnyIdentityWillDo() throws Exception {
        AgeKey other = AgeKey.generate();
        Path both = Files.writeString(
                folder.resolve("both.txt"), "# two\n" + other.identity() + "\n  " + key.identity() + "\n#end");
        byte[] content = random(100);

        byte[] forBoth = encrypt(content, other.recipient(), key.recipient(), " " + key.recipient());
        byte[] forOne = encrypt(content, key.recipient());

        assertThat(decrypt(forBoth)).isEqualTo(content);
        assertThat(Identities.read(both)
                        .decrypt(new ByteArrayInputStream(forOne), "x")
                        .readAllBytes())
                .isEqualTo(content);
    }

    @Test
    void aWrongKeyIsAMistakeOfTheUser() throws Exception {
        byte[] encrypted = encrypt(new byte[10], AgeKey.generate().recipient());

        BelayException e = catchThrowableOfType(BelayException.class, () -> decrypt(encrypted));

        assertThat(e.kind()).isEqualTo(Kind.USAGE);
        assertThat(e).hasMessage("no private key that was given opens toc.dat.age");
    }

    @Test
    void aFileThatIsCutAnywhereIsDamage() throws Exception {
        byte[] encrypted = encrypt(random(200_000), key.recipient());

        for (int length = 0; length < encrypted.length; length += length < 300 ? 1 : 1357) {
            byte[] cut = Arrays.copyOf(encrypted, length);
            assertThat(kind(cut)).as("cut to " + length).isEqualTo(Kind.INTEGRITY);
        }
        // Where one chunk ends and the next begins.
        int header = encrypted.length - 200_000 - 16 - 4 * 16;
        for (int chunks = 0; chunks < 4; chunks++) {
            byte[] cut = Arrays.copyOf(encrypted, header + 16 + chunks * (65_536 + 16));
            assertThat(kind(cut)).as("cut after " + chunks).isEqualTo(Kind.INTEGRITY);
        }
    }

    @Test
    void aBitThatFlipsIsNeverUnseen() throws Exception {
        byte[] encrypted = encrypt(random(70_000), key.recipient());

        for (int place = 0; place < encrypted.length; place += place < 300 ? 1 : 811) {
            byte[] flipped = encrypted.clone();
            flipped[place] ^= (byte) (1 << place % 8);
            assertThat(kind(flipped))
                    .as("flipped " + place)
                    .isIn(place < 300 ? List.of(Kind.INTEGRITY, Kind.USAGE) : List.of(Kind.INTEGRITY));
        }
    }

    @Test
    void whatFollowsTheEndIsDamage() throws Exception {
        byte[] encrypted = encrypt(random(1000), key.recipient());
        byte[] full = encrypt(random(65_536), key.recipient());

        assertThat(kind(Arrays.copyOf(encrypted, encrypted.length + 1))).isEqualTo(Kind.INTEGRITY);
        assertThat(kind(Arrays.copyOf(full, full.length + 1))).isEqualTo(Kind.INTEGRITY);
    }

    @Test
    void aDiskThatFailsIsNoDamage() throws Exception {
        byte[] encrypted = encrypt(random(200_000), key.recipient());

        for (int length : List.of(10, 100_000)) {
            InputStream broken =
                    new SequenceInputStream(new ByteArrayInputStream(encrypted, 0, length), new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("the disk");
                        }

                        @Override
                        public int read(byte[] bytes, int offset, int length) throws IOException {
                            return read();
                        }
                    });

            assertThatIOException()
                    .isThrownBy(() -> identities.decrypt(broken, "x").readAllBytes())
                    .withMessage("the disk");
        }
    }

    @Test
    void saysWhatIsNoRecipient() throws Exception {
        String recipient = key.recipient();
        String wrong = recipient.substring(0, 20) + (recipient.charAt(20) == 'q' ? 'p' : 'q') + recipient.substring(21);

        assertUsage(() -> Recipients.of(List.of()), "nobody to encrypt for");
        assertUsage(() -> Recipients.of(List.of(recipient, wrong)), "\"" + wrong + "\" is no age recipient");
        assertUsage(() -> Recipients.of(List.of("age1")), "\"age1\" is no age recipient");
        assertUsage(() -> Recipients.of(List.of("somebody")), "\"somebody\" is no age recipient");
        assertUsage(() -> Recipients.of(List.of("ssh-ed25519 AAAA")), "SSH keys and those of plugins");
        assertUsage(() -> Recipients.of(List.of("age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9")), "plugins");
        assertThatThrownBy(() -> Recipients.of(List.of(key.identity())))
                .hasMessage("a private key was given as the one to encrypt for")
                .hasMessageNotContaining(key.identity());
    }

    @Test
    void saysWhatIsNoIdentityAndNeverPrintsIt() throws Exception {
        String wrong = key.identity().substring(0, key.identity().length() - 1)
                + (key.identity().endsWith("Q") ? "P" : "Q");

        assertUsage(() -> Identities.read(folder.resolve("never")), "cannot read the file with the private key");
        assertUsage(() -> identities("# nothing\n"), "there is no private key in");
        assertUsage(() -> identities("# x\nhello\n"), "keys.txt:2: this is no private key");
        assertUsage(() -> identities("age-encryption.org/v1\n-> scrypt"), "is itself encrypted");
        assertUsage(() -> identities("-----BEGIN OPENSSH PRIVATE KEY-----\n"), "SSH keys and those of plugins");
        assertThatThrownBy(() -> identities(wrong))
                .hasMessageContaining("keys.txt:1: the private key has a mistake")
                .hasMessageNotContaining(wrong)
                .hasNoCause();
    }

    private Identities identities(String text) throws IOException {
        return Identities.read(Files.writeString(folder.resolve("keys.txt"), text));
    }

    private static void assertUsage(ThrowingCallable action, String message) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
                .hasMessageContaining(message);
    }

    private Kind kind(byte[] encrypted) {
        return catchThrowableOfType(BelayException.class, () -> decrypt(encrypted))
                .kind();
    }

    private byte[] decrypt(byte[] encrypted) throws IOException {
        try (InputStream in = identities.decrypt(new ByteArrayInputStream(encrypted), "toc.dat.age")) {
            return in.readAllBytes();
        }
    }

    private static byte[] encrypt(byte[] content, String... recipients) throws IOException {
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        try (OutputStream out = Recipients.of(List.of(recipients)).encrypt(encrypted)) {
            out.write(content, 0, content.length / 2);
            for (int i = content.length / 2; i < content.length; i++) {
                out.write(content[i]);
            }
        }
        return encrypted.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void age(Path output, String... arguments) throws Exception {
        assumeTrue(stock("age"), "there is no age command here");
        String[] command = new String[arguments.length + 1];
        command[0] = "age";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static boolean stock(String command) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
    }
}
