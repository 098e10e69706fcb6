package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a script, and the text that they were proven to be. */
final class TextFile {
    private static final int NEVER = -1;
    private static final char REPLACEMENT = '\uFFFD';

    private final Path file;
    private final Path base;
    private final byte[] bytes;
    private final String text;
    private final Checksum checksum;

    private TextFile(Path file, Path base, byte[] bytes, String text) {
        this.file = file;
        this.base = base;
        this.bytes = bytes;
        this.text = text;
        this.checksum = Checksum.of(bytes);
    }

    /**
     * Reads a whole file.
     *
     * @param base the folder from which messages name the file
     */
    static TextFile read(Path file, Path base, Charset charset) {
        byte[] bytes = bytes(file, base);
        String text = decode(bytes, file, base, charset);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new BelayException(
                    Kind.USAGE,
                    shown(file, base) + ":" + lineOf(text, nul) + ": a NUL character, which no SQL text can hold",
                    "save the file as UTF-8 text");
        }
        return new TextFile(file, base, bytes, text);
    }

    /** What messages call a file: its path from the folder of the scripts. */
    static String shown(Path file, Path base) {
        return base.relativize(file).toString().replace('\\', '/');
    }

    static byte[] bytes(Path file, Path base) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "no file \"" + shown(file, base) + "\"",
                    "it was there a moment ago, or it is a link that leads nowhere",
                    e);
        } catch (AccessDeniedException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "no permission to read \"" + shown(file, base) + "\"",
                    "check the owner and mode of the file",
                    e);
        } catch (IOException e) {
            String hint = Files.isDirectory(file) ? "it is a folder: give it another name" : "";
            throw new BelayException(
                    Kind.USAGE, "cannot read \"" + shown(file, base) + "\": " + e.getMessage(), hint, e);
        }
    }

    private static String decode(byte[] bytes, Path file, Path base, Charset charset) {
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        if (utf8 && (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF))) {
            throw new BelayException(Kind.USAGE, "\"" + shown(file, base) + "\" is UTF-16", "save it as UTF-8");
        }
        int start = utf8 && startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        String quick = new String(bytes, start, bytes.length - start, charset);
        // Only a text with replacement characters can be malformed, and the fast way does not tell which byte it was.
        if (quick.indexOf(REPLACEMENT) < 0) {
            return quick;
        }
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        if (decoder.decode(in, CharBuffer.allocate(quick.length()), true).isError()) {
            throw malformed(bytes, in.position(), shown(file, base), charset);
        }
        return quick;
    }

    private static BelayException malformed(byte[] bytes, int offset, String shown, Charset charset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new BelayException(
                Kind.USAGE,
                String.format("%s:%d: not %s: byte 0x%02X at offset %d", shown, line, charset, bytes[offset], offset),
                "save the file as " + charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lineOf(String text, int position) {
        int line = 1;
        for (int i = text.indexOf('\n'); i != NEVER && i < position; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }

    String shown() {
        return shown(file, base);
    }

    byte[] bytes() {
        return bytes;
    }

    String text() {
        return text;
    }

    Checksum checksum() {
        return checksum;
    }
}
