package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The members of a tar, found once and read where they lie: nothing is ever unpacked, so no name can lead out of it. */
final class TarFiles implements FileSet {
    static final int BLOCK = 512;

    private final ByteSource tar;
    private final Map<String, Member> members = new HashMap<>();

    private TarFiles(ByteSource tar) {
        this.tar = tar;
    }

    static boolean looksLike(byte[] start) {
        return start.length == BLOCK && new String(start, 257, 5, ISO_8859_1).equals("ustar");
    }

    static TarFiles open(ByteSource tar) {
        TarFiles files = new TarFiles(tar);
        try (TarFile file = new TarFile(new SourceChannel(tar), BLOCK, BLOCK, UTF_8.name(), false)) {
            long end = 0;
            for (TarArchiveEntry entry : file.getEntries()) {
                end = files.add(entry, end);
            }
            files.checkEnd(end);
            return files;
        } catch (BelayException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library stumbles over damaged headers in ways that it does not declare.
            throw new BelayException(
                    Kind.INTEGRITY,
                    tar.name() + ": the tar cannot be read: " + e.getMessage(),
                    "the archive is damaged or incomplete: use another copy of it, or another backup",
                    e);
        }
    }

    /** Takes a member in and tells where the next one begins. */
    private long add(TarArchiveEntry entry, long end) {
        long offset = entry.getDataOffset();
        if (!entry.isCheckSumOK()) {
            throw Damage.at(tar.name(), offset - BLOCK, "a header of the tar has the wrong checksum");
        }
        // A gap would be a block of zeros where a header was.
        if (offset < end || entry.getRealSize() != entry.getSize()) {
            throw Damage.at(tar.name(), end, "a header of the tar is missing");
        }
        String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        if (regular(entry) && members.put(name, new Member(offset, entry.getSize())) != null) {
            throw Damage.at(tar.name(), offset - BLOCK, "the tar has two files \"" + name + "\"");
        }
        return offset + (regular(entry) ? (entry.getSize() + BLOCK - 1) / BLOCK * BLOCK : 0);
    }

    /** Not the library's own word for it, which takes links for files. */
    private static boolean regular(TarArchiveEntry entry) {
        boolean type = entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        return type && !entry.getName().endsWith("/");
    }

    private void checkEnd(long end) throws IOException {
        long size = tar.size();
        if (size < end + 2 * BLOCK) {
            throw Damage.at(tar.name(), size, "the tar ends in the middle");
        }
        try (RawInput rest = tar.read(tar.name(), end, size)) {
            for (int read = rest.read(); read >= 0; read = rest.read()) {
                if (read != 0) {
                    throw Damage.at(tar.name(), rest.position() - 1, "a header of the tar is missing");
                }
            }
        }
    }

    @Override
    public String name() {
        return tar.name();
    }

    @Override
    public boolean has(String name) {
        return members.containsKey(name);
    }

    @Override
    public long size(String name) {
        return requireNonNull(members.get(name), name).size();
    }

    @Override
    public RawInput open(String name) {
        Member member = requireNonNull(members.get(name), name);
        String label = tar.name() + ", member " + name;
        return tar.read(label, member.offset(), member.offset() + member.size());
    }

    private record Member(long offset, long size) {}
}
