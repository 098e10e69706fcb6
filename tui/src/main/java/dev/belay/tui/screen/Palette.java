package dev.belay.tui.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.belay.tui.terminal.Colors;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How each {@link Ink} looks with the colors that there are. Without any, bold, underlined and reversed have to do; with
 * sixteen, only those that are readable on dark and light grounds alike.
 */
final class Palette {
    private static final TextColor PLAIN = TextColor.ANSI.DEFAULT;

    private final Colors colors;
    /** Cells are made once: each costs Lanterna a text analysis. */
    private final Map<Style, Map<Integer, TextCharacter>> cells = new HashMap<>();

    Palette(Colors colors) {
        this.colors = colors;
    }

    private record Style(Ink ink, boolean selected) {}

    private record Look(TextColor front, TextColor back, EnumSet<SGR> signs) {
        static Look of(TextColor front, SGR... signs) {
            return on(PLAIN, front, signs);
        }

        static Look on(TextColor back, TextColor front, SGR... signs) {
            EnumSet<SGR> all = EnumSet.noneOf(SGR.class);
            all.addAll(java.util.List.of(signs));
            return new Look(front, back, all);
        }
    }

    /** One cell; {@code codePoint} is one that Lanterna takes. */
    TextCharacter cell(int codePoint, Ink ink, boolean selected) {
        return cells.computeIfAbsent(new Style(ink, selected), style -> new HashMap<>())
                .computeIfAbsent(codePoint, code -> make(code, look(ink, selected)));
    }

    private static TextCharacter make(int codePoint, Look look) {
        return TextCharacter.fromString(Character.toString(codePoint), look.front, look.back, look.signs)[0];
    }

    private Look look(Ink ink, boolean selected) {
        Look look = switch (colors) {
            case NONE -> plain(ink);
            case SIXTEEN -> few(ink);
            case MANY -> many(ink);
        };
        if (!selected) {
            return look;
        }
        if (colors == Colors.MANY) {
            return new Look(ink == Ink.NORMAL ? indexed(255) : look.front, indexed(24), look.signs);
        }
        EnumSet<SGR> signs = EnumSet.copyOf(look.signs);
        signs.add(SGR.REVERSE);
        return new Look(PLAIN, PLAIN, signs);
    }

    private static Look plain(Ink ink) {
        return switch (ink) {
            case NORMAL, FAINT, BORDER, BAR, TEXT, REMARK, GOOD -> Look.of(PLAIN);
            case STRONG, KEY, WORD, WARNING -> Look.of(PLAIN, SGR.BOLD);
            case TITLE -> Look.of(PLAIN, SGR.UNDERLINE);
            case BAD -> Look.of(PLAIN, SGR.BOLD, SGR.UNDERLINE);
            case OPEN, SAFE -> Look.of(PLAIN, SGR.REVERSE);
            case DANGER -> Look.of(PLAIN, SGR.REVERSE, SGR.BOLD);
        };
    }

    private static Look few(Ink ink) {
        return switch (ink) {
            case NORMAL, FAINT, BORDER, REMARK -> Look.of(PLAIN);
            case STRONG -> Look.of(PLAIN, SGR.BOLD);
            case GOOD, TEXT -> Look.of(TextColor.ANSI.GREEN);
            case WARNING -> Look.of(TextColor.ANSI.YELLOW, SGR.BOLD);
            case BAD -> Look.of(TextColor.ANSI.RED, SGR.BOLD);
            case TITLE, BAR -> Look.of(TextColor.ANSI.CYAN);
            case KEY, WORD -> Look.of(TextColor.ANSI.CYAN, SGR.BOLD);
            case OPEN -> Look.of(PLAIN, SGR.REVERSE);
            case SAFE -> Look.on(TextColor.ANSI.BLUE, TextColor.ANSI.WHITE, SGR.BOLD);
            case DANGER -> Look.on(TextColor.ANSI.RED, TextColor.ANSI.WHITE, SGR.BOLD);
        };
    }

    private static Look many(Ink ink) {
        return switch (ink) {
            case NORMAL -> Look.of(PLAIN);
            case STRONG -> Look.of(PLAIN, SGR.BOLD);
            case FAINT -> Look.of(indexed(245));
            case GOOD -> Look.of(indexed(35));
            case WARNING -> Look.of(indexed(172), SGR.BOLD);
            case BAD -> Look.of(indexed(167), SGR.BOLD);
            case TITLE -> Look.of(indexed(67), SGR.BOLD);
            case BAR -> Look.of(indexed(67));
            case KEY -> Look.of(indexed(38), SGR.BOLD);
            case BORDER -> Look.of(indexed(243));
            case OPEN -> Look.on(indexed(24), indexed(255), SGR.BOLD);
            case SAFE -> Look.on(indexed(24), indexed(255), SGR.BOLD);
            case DANGER -> Look.on(indexed(124), indexed(231), SGR.BOLD);
            case WORD -> Look.of(indexed(68), SGR.BOLD);
            case TEXT -> Look.of(indexed(71));
            case REMARK -> Look.of(indexed(245), SGR.ITALIC);
        };
    }

    private static TextColor indexed(int number) {
        return new TextColor.Indexed(number);
    }
}
