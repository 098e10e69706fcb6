package dev.belay.backup.restore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Golden;
import dev.belay.backup.archive.StockTools;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Index;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Archives as pg_dump wrote them before 15: 12 to 14 in the version of the format that 15 has too, older ones in older
 * versions. They are made of one of 15, byte by byte and without Belay's reader and writer, and stock pg_restore is asked
 * what they mean.
 */
@ServerTest
final class OldArchivesTest {
    private static final String SCHEMA = "elsewhere";

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({"14, 12.22", "13, 10.23", "12, 9.6.7"})
    void becomeTheDatabaseThatStockRestoreMakesOfThem(int version, String major, TestDatabase stock, TestDatabase ours)
            throws IOException {
        StockTools.assume();
        stock.server().execute("DO $$ BEGIN CREATE ROLE golden_reader; EXCEPTION WHEN duplicate_object THEN END $$");
        Path archive = Golden.unpack(Golden.file("pg15-directory-gzip.tar"), scratch);
        Path toc = archive.resolve("toc.dat");
        Files.write(toc, new Aging(Files.readAllBytes(toc), version, major).toc());

        stock.execute("CREATE SCHEMA " + SCHEMA);
        ours.execute("CREATE SCHEMA " + SCHEMA);
        StockTools.restore(archive, stock, 1);
        RestoreResult result = Restores.into(
                ours, ArchiveReader.open(archive), RestoreOptions.DEFAULT.with(RestoreOptions.Target.AS_IS));

        assertThat(result.failed()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(StockTools.dump(ours))
                .isEqualTo(StockTools.dump(stock))
                .contains("lowrite", "n300", "REFRESH MATERIALIZED VIEW")
                .contains("CREATE TABLE " + (version > 12 ? "public" : SCHEMA) + ".c ");
    }

    /** Makes a table of contents of version 1.14 an older one. */
    private static final class Aging {
        private final ByteBuffer in;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final int version;
        private final String major;

        Aging(byte[] toc, int version, String major) {
            this.in = ByteBuffer.wrap(toc).order(ByteOrder.LITTLE_ENDIAN);
            this.version = version;
            this.major = major;
        }

        byte[] toc() {
            byte[] magic = bytes(11);
            assertThat(magic).startsWith("PGDMP".getBytes(ISO_8859_1)).contains(14, Index.atIndex(6));
            magic[6] = (byte) version;
            out.writeBytes(magic);
            // Compression, and the seven numbers of a time.
            out.writeBytes(bytes(8 * 5));
            put(text());
            text();
            text();
            put(major.getBytes(ISO_8859_1));
            put(major.getBytes(ISO_8859_1));
            int count = number();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.writeBytes(out.toByteArray());
            out.reset();
            int left = 0;
            for (int i = 0; i < count; i++) {
                left += entry() ? 1 : 0;
            }
            byte[] entries = out.toByteArray();
            out.reset();
            out.writeBytes(head.toByteArray());
            putNumber(left);
            out.writeBytes(entries);
            assertThat(in.hasRemaining()).isFalse();
            return out.toByteArray();
        }

        /** Whether it was there then. */
        private boolean entry() {
            int start = out.size();
            out.writeBytes(bytes(10));
            put(text());
            put(text());
            put(text());
            byte[] kind = requireNonNull(text());
            put(kind);
            out.writeBytes(bytes(5));
            put(named(text(), ""));
            put(named(text(), SCHEMA + "."));
            put(named(text(), ""));
            put(schema(text()));
            put(text());
            byte @Nullable [] accessMethod = text();
            if (version >= 14) {
                put(accessMethod);
            }
            put(text());
            put(text());
            byte @Nullable [] dependency;
            do {
                dependency = text();
                put(dependency);
            } while (dependency != null);
            put(text());
            boolean there = version > 12 || !new String(kind, ISO_8859_1).equals("SEARCHPATH");
            if (!there) {
                byte[] before = Arrays.copyOf(out.toByteArray(), start);
                out.reset();
                out.writeBytes(before);
            }
            return there;
        }

        /** One that no session looks into by itself. */
        private byte @Nullable [] schema(byte @Nullable [] name) {
            return name != null && version <= 12 && new String(name, ISO_8859_1).equals("public")
                    ? SCHEMA.getBytes(ISO_8859_1)
                    : name;
        }

        /** Before the search path was emptied, names in an entry's own schema stood alone, but not where it is dropped. */
        private byte @Nullable [] named(byte @Nullable [] sql, String schema) {
            return sql == null || version > 12
                    ? sql
                    : new String(sql, ISO_8859_1).replace("public.", schema).getBytes(ISO_8859_1);
        }

        private byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            in.get(bytes);
            return bytes;
        }

        private int number() {
            int sign = in.get() == 0 ? 1 : -1;
            return sign * in.getInt();
        }

        private void putNumber(int number) {
            out.write(number < 0 ? 1 : 0);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(Math.abs(number))
                    .array());
        }

        private byte @Nullable [] text() {
            int length = number();
            return length < 0 ? null : bytes(length);
        }

        private void put(byte @Nullable [] text) {
            putNumber(text == null ? -1 : text.length);
            if (text != null) {
                out.writeBytes(text);
            }
        }
    }
}
