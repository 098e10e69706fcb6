package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What COPY has before and after rows in binary. */
public final class BinaryFrame {
    /** A signature, no flags, and an extension of no length: PostgreSQL has never written another. */
    private static final byte[] BEFORE = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1);

    /** Instead of a number of columns. */
    private static final byte[] AFTER = {-1, -1};

    private BinaryFrame() {}

    public static byte[] before() {
        return BEFORE.clone();
    }

    public static byte[] after() {
        return AFTER.clone();
    }

    static int lengthAfter() {
        return AFTER.length;
    }

    /** Reads what is before the rows; whether it was that. */
    static boolean skip(InputStream in) throws IOException {
        return Arrays.equals(in.readNBytes(BEFORE.length), BEFORE);
    }
}
