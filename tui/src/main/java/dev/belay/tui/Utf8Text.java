package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Text that goes into a stream as UTF-8: what is ASCII, as nearly all of a schema, is copied and not encoded by letters. */
final class Utf8Text implements Appendable, Closeable {
    private final OutputStream out;

    Utf8Text(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    /** Takes a text that is whole: none that begins or ends between the two halves of a character. */
    @Override
    public Utf8Text append(CharSequence text) throws IOException {
        out.write(text.toString().getBytes(UTF_8));
        return this;
    }

    @Override
    public Utf8Text append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public Utf8Text append(char letter) throws IOException {
        return append(String.valueOf(letter));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
