package dev.belay.backup.archive;

import dev.belay.backup.storage.StoredFile;
import dev.belay.core.Amount;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Sizes and hashes that the files of an archive must have: the last bytes of one that differs are never given out. */
final class Expected {
    /** Whatever is there is right. */
    static final Expected ANYTHING = new Expected(Optional.empty());

    private final Optional<Map<String, ExpectedFile>> files;

    private Expected(Optional<Map<String, ExpectedFile>> files) {
        this.files = files;
    }

    Expected(Map<String, ExpectedFile> files) {
        this(Optional.of(Map.copyOf(files)));
    }

    /** The same bytes, compared as they pass. */
    InputStream compared(InputStream bytes, StoredFile file, String name, String label) {
        return require(file, name, label)
                .<InputStream>map(entry -> new Compared(bytes, label, entry))
                .orElse(bytes);
    }

    /** What is expected of a file, whose size is right; empty where nobody knows. */
    Optional<ExpectedFile> require(StoredFile file, String name, String label) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        ExpectedFile entry = files.get().get(name);
        if (entry == null) {
            throw Damage.in(label, "the manifest knows no such file");
        }
        if (file.size() != entry.size()) {
            throw Damage.at(
                    label,
                    Math.min(file.size(), entry.size()),
                    "it has " + Amount.of(file.size(), "byte") + ", and " + Amount.were(entry.size()) + " written");
        }
        return Optional.of(entry);
    }

    /** Compares when the last byte has been read, before anybody gets it. */
    private static final class Compared extends FilterInputStream {
        private final String label;
        private final ExpectedFile entry;
        private final MessageDigest digest = digest();
        private long total;

        Compared(InputStream in, String label, ExpectedFile entry) {
            super(in);
            this.label = label;
            this.entry = entry;
            if (entry.size() == 0) {
                compare();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                digest.update(buffer, offset, read);
                total += read;
                if (total == entry.size()) {
                    compare();
                }
            } else if (read < 0 && total < entry.size()) {
                // It was as long as it should be when it was listed.
                throw Damage.at(label, total, "it ends here, and " + entry.size() + " bytes were written");
            }
            return read;
        }

        private void compare() {
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(entry.sha256())) {
                throw Damage.at(label, entry.size(), "its SHA-256 is " + found + ", and not " + entry.sha256());
            }
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
