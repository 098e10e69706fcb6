package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StandardOutput messages = new StandardOutput(printed);

    @Test
    void writesUtf8WhateverTheLocale() {
        StandardOutput out = new StandardOutput(printed);
        out.writer().print("é€😀");

        assertThat(out.finish(0, messages)).isZero();
        assertThat(printed.toString(UTF_8)).isEqualTo("é€😀");
    }

    @Test
    void anAnswerThatDidNotArriveIsNoSuccess() {
        StandardOutput out = new StandardOutput(broken("No space left on device"));
        out.writer().println("rows");

        assertThat(out.finish(0, messages)).isEqualTo(70);
        assertThat(printed.toString(UTF_8))
                .isEqualTo("belay: cannot write to standard output: No space left on device\n");
        assertThat(out.finish(5, messages)).isEqualTo(5);
    }

    @Test
    void aReaderThatHadEnoughIsNoFailure() {
        StandardOutput out = new StandardOutput(broken("Broken pipe"));
        out.writer().println("rows");

        assertThat(out.finish(0, messages)).isZero();
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    private static OutputStream broken(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
