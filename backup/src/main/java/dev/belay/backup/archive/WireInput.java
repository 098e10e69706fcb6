package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.belay.backup.archive.Place.InBlock;
import dev.belay.backup.archive.TocHeader.Widths;
import dev.belay.core.BelayException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the numbers and texts that an archive is made of. A text is its bytes, one character each, until it is known
 * what they mean.
 */
final class WireInput {
    /** More than any object's SQL: PostgreSQL itself takes no statement of a gigabyte. */
    private static final int LONGEST_TEXT = 1 << 28;

    private final RawInput in;
    private final Widths widths;

    WireInput(RawInput in, Widths widths) {
        this.in = in;
        this.widths = widths;
    }

    WireInput with(Widths others) {
        return new WireInput(in, others);
    }

    long position() {
        return in.position();
    }

    int readByte() {
        int read = in.read();
        if (read < 0) {
            throw damage("ends in the middle");
        }
        return read;
    }

    int readInt() {
        int sign = readByte();
        if (sign > 1) {
            throw damage("a number has the sign " + sign);
        }
        long magnitude = readMagnitude(widths.integer());
        // The sign is beside the number, so that the smallest one is its own negative.
        long value = sign == 1 ? -magnitude : magnitude;
        if (magnitude > 1L << 31 || value > Integer.MAX_VALUE) {
            throw damage("a number is too large");
        }
        return (int) value;
    }

    /** An OID, which is written as the signed number of the same bits. */
    long readOid() {
        return Integer.toUnsignedLong(readInt());
    }

    Optional<String> readText() {
        int length = readInt();
        if (length == -1) {
            return Optional.empty();
        }
        if (length < 0 || length > LONGEST_TEXT) {
            throw damage("a text has the length " + length);
        }
        return Optional.of(new String(readBytes(length), ISO_8859_1));
    }

    /** In pieces: a length that is wrong must not cost its memory. */
    private byte[] readBytes(int length) {
        byte[] bytes = new byte[Math.min(length, 1 << 16)];
        int filled = 0;
        while (filled < length) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
            }
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                throw damage("ends in the middle");
            }
            filled += read;
        }
        return bytes;
    }

    String requireText(String what) {
        return readText().orElseThrow(() -> damage("an entry has no " + what));
    }

    boolean readFlag(String what) {
        int flag = readInt();
        if (flag != 0 && flag != 1) {
            throw damage(what + " is " + flag);
        }
        return flag == 1;
    }

    InBlock readPlace() {
        int code = readByte();
        for (Place.State state : Place.State.values()) {
            if (state.code() == code) {
                return new InBlock(state, readMagnitude(widths.offset()));
            }
        }
        throw damage("an offset has the state " + code);
    }

    private long readMagnitude(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            long digit = readByte();
            if (digit != 0 && (i > 7 || (i == 7 && digit > 0x7F))) {
                throw damage("a number is too large");
            }
            value |= i > 7 ? 0 : digit << (8 * i);
        }
        return value;
    }

    BelayException damage(String what) {
        return Damage.at(in.file(), in.position(), what);
    }

    BelayException unknown(String what) {
        return Damage.unknown(in.file(), in.position(), what);
    }
}
