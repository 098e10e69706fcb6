package dev.belay.core.convention;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Flyway's checksum: CRC-32 over the lines in UTF-8 without their ends, as a signed number. */
final class FlywayChecksum {
    private FlywayChecksum() {}

    /** The checksum of a text that no longer has its byte order mark. */
    static String of(String text) {
        CRC32 crc = new CRC32();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                crc.update(bytes, start, i - start);
                start = i + 1;
            }
        }
        crc.update(bytes, start, bytes.length - start);
        return Integer.toString((int) crc.getValue());
    }
}
