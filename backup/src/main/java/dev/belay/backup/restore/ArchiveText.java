package dev.belay.backup.restore;

import dev.belay.backup.archive.Toc;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.postgresql.core.Encoding;

/** The texts of an archive in the encoding that they were written in, which is that of the dumped session. */
final class ArchiveText {
    private static final String UTF8 = "UTF8";

    private final Charset stored;
    private final Optional<Charset> meant;
    private final String encoding;

    ArchiveText(Toc toc) {
        this.stored = toc.charset();
        this.encoding = toc.encoding().orElse(UTF8);
        this.meant = encoding.equalsIgnoreCase(UTF8) ? Optional.empty() : Optional.of(charset(encoding));
    }

    /** Java's name for an encoding of PostgreSQL's, which may be one of bytes without a meaning. */
    static Charset charset(String encoding) {
        if (encoding.equalsIgnoreCase("SQL_ASCII")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(Encoding.getDatabaseEncoding(encoding).name());
        } catch (IllegalArgumentException e) {
            throw new BelayException(
                    Kind.BACKUP,
                    "Java does not know the encoding \"" + encoding + "\" of the archive",
                    "restore it with pg_restore, or dump it again with --encoding=UTF8",
                    e);
        }
    }

    String of(String text) {
        return meant.map(charset -> new String(text.getBytes(stored), charset)).orElse(text);
    }

    /** What a COPY of text has to be told; empty where the session's own encoding is right. */
    Optional<String> copyEncoding() {
        return meant.map(charset -> encoding);
    }

    /** Of statements that are stored as data. */
    Charset charset() {
        return meant.orElse(StandardCharsets.UTF_8);
    }
}
