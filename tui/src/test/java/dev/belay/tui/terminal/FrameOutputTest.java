package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameOutputTest {
    private final List<String> writes = new ArrayList<>();
    private final FrameOutput out = new FrameOutput(new OutputStream() {
        @Override
        public void write(int b) {
            writes.add(String.valueOf((char) b));
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            writes.add(new String(bytes, from, length, UTF_8));
        }
    });

    @Test
    void aFrameIsOneWriteMarkedAsOneUpdate() throws IOException {
        out.write("one".getBytes(UTF_8));
        out.write('!');
        out.write("two".getBytes(UTF_8));
        assertThat(writes).isEmpty();

        out.flush();

        assertThat(writes).containsExactly("\033[?2026hone!two\033[?2026l");
    }

    @Test
    void aFrameWithoutAnythingIsNoWrite() throws IOException {
        out.flush();
        out.flush();

        assertThat(writes).isEmpty();
    }
}
