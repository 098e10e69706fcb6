package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A text as bytes: line by line, or the rows of a COPY in large pieces without looking at more of them than their begin. */
final class LineInput {
    private static final int BUFFER = 1 << 18;
    /** In bytes, of a line and of a statement: no server takes one of a gigabyte, and it is in memory several times. */
    static final long LONGEST = Math.min(1 << 28, Runtime.getRuntime().maxMemory() / 8);
    /** The mark that ends rows, with either line end. */
    private static final int MARK = 4;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private int line;

    LineInput(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** Takes bytes of whoever reads. */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void take(byte[] bytes, int from, int length) throws E, IOException;
    }

    /** How many lines were read. */
    int line() {
        return line;
    }

    /** A line with its end; empty at the end of the text. */
    byte[] readLine() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(256);
        while (next < end || fill()) {
            int stop = lineEnd(next);
            text.write(buffer, next, stop - next);
            next = stop;
            if (buffer[stop - 1] == '\n') {
                break;
            }
            if (text.size() > LONGEST) {
                throw endless(name + ":" + (line + 1) + ": a line does not end");
            }
        }
        line += text.size() > 0 ? 1 : 0;
        return text.toByteArray();
    }

    static BelayException endless(String what) {
        return new BelayException(
                Kind.INTEGRITY,
                what + ", not after " + (LONGEST >> 20) + " MiB",
                "is it a dump in SQL, and not damaged? Statements that are so long need more memory: BELAY_JAVA_OPTS=-Xmx4g");
    }

    /** All rows up to the mark that ends them, which is read too. */
    <E extends Exception> void rows(Sink<E> sink) throws E, IOException {
        boolean begins = true;
        while (true) {
            if (begins && atMark()) {
                readLine();
                return;
            }
            if (next == end && !fill()) {
                throw new BelayException(
                        Kind.INTEGRITY,
                        name + ":" + (line + 1) + ": the dump ends in the middle of a table",
                        "it is cut off: use another copy of it");
            }
            int from = next;
            do {
                next = lineEnd(next);
                begins = buffer[next - 1] == '\n';
                line += begins ? 1 : 0;
            } while (next + MARK <= end && buffer[next] != '\\');
            sink.take(buffer, from, next - from);
        }
    }

    private boolean atMark() throws IOException {
        // The mark may lie across two readings.
        boolean more = true;
        while (end - next < MARK && more) {
            more = more();
        }
        boolean mark = end - next >= 2 && buffer[next] == '\\' && buffer[next + 1] == '.';
        if (!mark || end - next == 2) {
            return mark;
        }
        return buffer[next + 2] == '\n' || buffer[next + 2] == '\r';
    }

    private int lineEnd(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return end;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = 0;
        return more();
    }

    /** Reads more behind what is there. */
    private boolean more() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** Whether bytes end with a semicolon, but for blanks. */
    static boolean endsStatement(byte[] text) {
        int last = text.length - 1;
        while (last >= 0 && text[last] <= ' ' && text[last] >= 0) {
            last--;
        }
        return last >= 0 && text[last] == ';';
    }
}
