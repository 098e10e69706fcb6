package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/**
 * Passes data on and looks at its last bytes: every dump ends its data with a mark, and where it is missing the rest is
 * missing too. That is the only way to find out for a file that is not compressed.
 */
final class EndMark extends InputStream {
    static final String ROWS = "\\.\n\n\n";
    private static final int TAIL = 6;

    private final InputStream in;
    private final Check complete;
    private final LongFunction<RuntimeException> damage;
    private final byte[] tail = new byte[TAIL];
    private long total;

    /** @param damage makes the error, from the number of bytes that were there */
    EndMark(InputStream in, TocEntry entry, LongFunction<RuntimeException> damage) {
        this.in = in;
        this.complete = check(entry);
        this.damage = damage;
    }

    private static Check check(TocEntry entry) {
        if (entry.copy().filter(text -> !text.isEmpty()).isEmpty()) {
            return EndMark::inserts;
        }
        return entry.binary() ? EndMark::binary : EndMark::text;
    }

    private static boolean text(String tail, long total) {
        return tail.endsWith(ROWS) && (total == ROWS.length() || tail.charAt(0) == '\n');
    }

    private static boolean inserts(String tail, long total) {
        return tail.endsWith(";\n\n\n") || (total == 2 && tail.equals("\n\n"));
    }

    /** Rows in binary end with the number of columns -1. */
    private static boolean binary(String tail, long total) {
        return tail.endsWith("\u00ff\u00ff");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            remember(buffer, offset, read);
        } else if (read < 0 && !complete.test(lastBytes(), total)) {
            throw damage.apply(total);
        }
        return read;
    }

    private void remember(byte[] buffer, int offset, int read) {
        int kept = Math.max(0, TAIL - read);
        System.arraycopy(tail, TAIL - kept, tail, 0, kept);
        System.arraycopy(buffer, offset + read - (TAIL - kept), tail, kept, TAIL - kept);
        total += read;
    }

    private String lastBytes() {
        int length = (int) Math.min(TAIL, total);
        return new String(tail, TAIL - length, length, ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private interface Check {
        boolean test(String tail, long total);
    }
}
