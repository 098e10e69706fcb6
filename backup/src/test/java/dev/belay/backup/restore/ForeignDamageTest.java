package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.SampleArchive;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.InMemory;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of one file that no manifest vouches for: what their formats can tell is told, and no table is ever half there. */
@ServerTest
final class ForeignDamageTest {
    private static final int FLIPS = 20;

    private static final ArchiveFormat NONE = ArchiveFormat.of(Layout.CUSTOM, Compression.NONE);
    private static final ArchiveFormat TAR = ArchiveFormat.of(Layout.TAR, Compression.NONE);

    /** Whose rows have checksums. */
    private static final List<ArchiveFormat> CHECKED = List.of(
            ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.CUSTOM, new Compression(Algorithm.ZSTD, 1)));

    private static final String ALL =
            "SELECT md5(string_agg(a::text, '' ORDER BY id)), (SELECT count(*) FROM public.b), (SELECT string_agg("
                    + "md5(lo_get(oid)), ' ' ORDER BY oid) FROM pg_largeobject_metadata) FROM public.a";

    /** In bytes: about so long are the names and definitions. */
    private static final int CONTENTS = 2000;

    private final Random random = new Random(20261121);

    @TempDir(factory = InMemory.class)
    Path scratch;

    @Test
    void aCutIsFoundWhereverItIs(TestDatabase target) throws IOException {
        for (ArchiveFormat format : List.of(NONE, CHECKED.get(0), CHECKED.get(1), TAR)) {
            byte[] whole = write(format);
            for (int percent = 5; percent < 100; percent += 10) {
                byte[] cut = Arrays.copyOf(whole, (int) ((long) content(whole) * percent / 100));

                assertThat(restored(target, cut, format + " cut to " + percent + " %"))
                        .as("%s cut to %d %%", format, percent)
                        .isFalse();
            }
        }
    }

    /** Behind its last byte a tar has only zeros, as many as it takes for a record. */
    private static int content(byte[] whole) {
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        return end;
    }

    @Test
    void aBitThatFlipsBehindTheContentsIsFoundWhereThereAreChecksums(TestDatabase target) throws IOException {
        for (ArchiveFormat format : CHECKED) {
            byte[] whole = write(format);
            assertThat(restored(target, whole, "whole")).isTrue();
            List<String> expected = target.query(ALL);
            int rows = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("DROP CONSTRAINT a_pkey") + 100;
            for (int i = 0; i < FLIPS; i++) {
                int place = rows + random.nextInt(whole.length - rows);
                String what = format + ", byte " + place;

                if (restored(target, flipped(whole, place), what)) {
                    assertThat(target.query(ALL)).as(what).isEqualTo(expected);
                }
            }
        }
    }

    /** It may change a value or a name: of that nothing can be known. */
    @Test
    void aBitThatFlipsWhereNothingGuardsItNeverLeavesHalfATable(TestDatabase target) throws IOException {
        for (ArchiveFormat format : List.of(NONE, TAR)) {
            byte[] whole = write(format);
            for (int i = 0; i < FLIPS; i++) {
                int place = random.nextInt(i % 2 == 0 ? content(whole) : CONTENTS);

                restored(target, flipped(whole, place), format + ", byte " + place);
            }
        }
    }

    private byte[] flipped(byte[] whole, int place) {
        byte[] flipped = whole.clone();
        flipped[place] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] write(ArchiveFormat format) throws IOException {
        return Files.readAllBytes(SampleArchive.write(format, scratch.resolve("whole-" + random.nextInt())));
    }

    /** Whether a restore says that all of it is there. If it does not, it says where, and of each table there is all or nothing. */
    private boolean restored(TestDatabase target, byte[] archive, String what) throws IOException {
        Path file = Files.write(scratch.resolve("damaged.dump"), archive);
        target.execute(
                "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
                "SELECT lo_unlink(oid) FROM pg_largeobject_metadata");
        try (RestoreSource source = RestoreSource.open(file)) {
            RestoreResult result = source.restore(
                    Restores.database(target), RestoreOptions.DEFAULT, RestoreListener.SILENT, new Cancellation());
            assertThat(result.ok()).as(what).isEqualTo(result.failed().isEmpty());
            if (result.ok()) {
                return true;
            }
            assertThat(result.failure()).as(what).get().isIn(Kind.INTEGRITY, Kind.BACKUP);
            assertThat(result.failed())
                    .as(what)
                    .allSatisfy(object -> assertThat(object.name()).isNotBlank());
        } catch (BelayException e) {
            assertThat(e.kind()).as(what + ": " + e.getMessage()).isIn(Kind.INTEGRITY, Kind.BACKUP);
            assertThat(e.getMessage()).as(what).containsAnyOf("damaged.dump", "of the archive");
        }
        assertAllOrNothing(target, "a", "400", what);
        assertAllOrNothing(target, "b", "2", what);
        return false;
    }

    private static void assertAllOrNothing(TestDatabase target, String table, String all, String what) {
        if (target.tables().contains(table)) {
            assertThat(target.query("SELECT count(*) FROM public." + table))
                    .as(what)
                    .containsAnyOf("0", all);
        }
    }
}
