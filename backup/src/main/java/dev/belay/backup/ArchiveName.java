package dev.belay.backup;

import dev.belay.backup.data.Snapshot.Moment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the folder of an archive is called within its storage: {@code <database>/<UTC time>-<8 hexadecimal digits>}. */
public final class ArchiveName {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private ArchiveName() {}

    static String of(Moment moment) {
        return folder(moment.database()) + "/" + TIME.format(moment.time()) + String.format("-%08x", RANDOM.nextInt());
    }

    /** A database may be called anything; a folder may not. */
    public static String folder(String database) {
        StringBuilder name = new StringBuilder();
        database.codePoints().forEach(c -> {
            boolean plain = Character.isLetterOrDigit(c) || c == '_' || c == '-' || (c == '.' && !name.isEmpty());
            name.append(plain ? Character.toString(c) : escaped(c));
        });
        return name.toString();
    }

    /** Each byte by itself, as addresses have it: two digits more or less would be another name. */
    private static String escaped(int character) {
        StringBuilder bytes = new StringBuilder();
        for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            bytes.append(String.format("%%%02X", one));
        }
        return bytes.toString();
    }
}
