package dev.belay.core.db;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void readsMoreAtOnceThanItIsAskedFor() throws IOException {
        ReadAhead input = new ReadAhead(arriving("one two three"));

        assertThat(input.readNBytes(4)).asString(US_ASCII).isEqualTo("one ");
        assertThat(input.read()).isEqualTo('t');
        assertThat(input.available()).isEqualTo(8);
        assertThat(input.skip(3)).isEqualTo(3);
        assertThat(input.readNBytes(5)).asString(US_ASCII).isEqualTo("three");
        assertThat(asked).containsExactly(1 << 16);
    }

    @Test
    void givesWhatThereIsInsteadOfWaitingForMore() throws IOException {
        ReadAhead input = new ReadAhead(arriving("one", "two"));
        byte[] bytes = new byte[100];

        assertThat(input.read(bytes, 0, 100)).isEqualTo(3);
        assertThat(input.read(bytes, 3, 2)).isEqualTo(2);
        assertThat(input.read(bytes, 5, 100 - 5)).isEqualTo(1);
        assertThat(new String(bytes, 0, 6, US_ASCII)).isEqualTo("onetwo");
    }

    @Test
    void takesWhatIsBigWithoutACopy() throws IOException {
        ReadAhead input = new ReadAhead(arriving("a", "b"));

        assertThat(input.read(new byte[1 << 20], 0, 1 << 20)).isEqualTo(1);
        assertThat(asked).containsExactly(1 << 20);
    }

    @Test
    void endsWhereTheServerEnds() throws IOException {
        ReadAhead input = new ReadAhead(arriving("a"));

        assertThat(input.read()).isEqualTo('a');
        assertThat(input.read()).isEqualTo(-1);
        assertThat(input.read(new byte[4], 0, 4)).isEqualTo(-1);
        assertThat(input.read(new byte[1 << 16], 0, 1 << 16)).isEqualTo(-1);
    }

    @Test
    void goesOnAfterATimeOut() throws IOException {
        ReadAhead input = new ReadAhead(arriving("a", "", "b"));

        assertThat(input.read()).isEqualTo('a');
        assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
        assertThat(input.read()).isEqualTo('b');
    }

    /** What comes piece by piece; an empty one is a time-out. */
    private InputStream arriving(String... pieces) {
        List<String> left = new ArrayList<>(List.of(pieces));
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("asked for a single byte");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                asked.add(length);
                return left.isEmpty() ? -1 : take(left.remove(0).getBytes(US_ASCII), bytes, offset);
            }
        };
    }

    private static int take(byte[] piece, byte[] bytes, int offset) throws IOException {
        if (piece.length == 0) {
            throw new SocketTimeoutException();
        }
        System.arraycopy(piece, 0, bytes, offset, piece.length);
        return piece.length;
    }
}
