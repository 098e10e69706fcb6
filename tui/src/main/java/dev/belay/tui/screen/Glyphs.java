package dev.belay.tui.screen;

import com.googlecode.lanterna.TerminalTextUtils;
import dev.belay.tui.report.Width;
import java.text.Normalizer;

/**
 * Makes any text one that fills the cells it is counted for. Names come from servers and files: a control sign would
 * break the drawing or steer the terminal, and signs whose width terminals do not agree on would shift the line.
 */
final class Glyphs {
    private Glyphs() {}

    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return cleaned(Normalizer.normalize(text, Normalizer.Form.NFC));
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                clean.append(' ');
            } else if (certain(c)) {
                clean.appendCodePoint(c);
            } else {
                clean.append('·');
            }
        });
        return clean.toString();
    }

    /** For terminals that have nothing else. */
    static String ascii(String text) {
        String clean = clean(text);
        StringBuilder plain = new StringBuilder(clean.length());
        clean.codePoints().forEach(c -> plain.append((char) (c <= '~' ? c : c == '…' ? '~' : c == '·' ? '.' : '?')));
        return plain.toString();
    }

    /** Whether everybody agrees how it looks and how wide it is. */
    private static boolean certain(int c) {
        if (c > 0xffff || !Character.isDefined(c)) {
            return false;
        }
        boolean shown = switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> true;
        };
        return shown && width(c) == (TerminalTextUtils.isCharDoubleWidth((char) c) ? 2 : 1);
    }

    static int width(int c) {
        return c < 0x300 ? 1 : Width.of(Character.toString(c));
    }

    /** Of a clean text, in cells. */
    static int width(String clean) {
        return Width.of(clean);
    }
}
