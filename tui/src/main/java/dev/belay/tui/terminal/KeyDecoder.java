package dev.belay.tui.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes key strokes of the bytes that a terminal sends. It keeps what is not complete, and so a sequence that comes in
 * two pieces is one key still; an escape is a key of its own only when nothing follows it.
 */
final class KeyDecoder {
    private static final int ESC = 0x1b;
    private static final String PASTE_END = "\033[201~";
    /** What no terminal sends: more of one sequence is noise on the line. */
    private static final int LONGEST = 64;

    private static final Map<String, String> LETTERS = Map.of(
            "A", "up", "B", "down", "C", "right", "D", "left", "H", "home", "F", "end", "Z", "backtab", "P", "f1", "Q",
            "f2", "R", "f3");

    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("1", "home"),
            Map.entry("2", "insert"),
            Map.entry("3", "delete"),
            Map.entry("4", "end"),
            Map.entry("5", "pgup"),
            Map.entry("6", "pgdn"),
            Map.entry("7", "home"),
            Map.entry("8", "end"),
            Map.entry("11", "f1"),
            Map.entry("12", "f2"),
            Map.entry("13", "f3"),
            Map.entry("14", "f4"),
            Map.entry("15", "f5"),
            Map.entry("17", "f6"),
            Map.entry("18", "f7"),
            Map.entry("19", "f8"),
            Map.entry("20", "f9"),
            Map.entry("21", "f10"),
            Map.entry("23", "f11"),
            Map.entry("24", "f12"));

    private byte[] waiting = {};
    private boolean pasting;
    private final StringBuilder pasted = new StringBuilder();

    /** The key strokes that are complete with these bytes. */
    List<Input> feed(byte[] bytes, int length) {
        byte[] all = new byte[waiting.length + length];
        System.arraycopy(waiting, 0, all, 0, waiting.length);
        System.arraycopy(bytes, 0, all, waiting.length, length);
        return decode(all);
    }

    /** Whether what came last may be the begin of something. */
    boolean waits() {
        return waiting.length > 0;
    }

    /** Nothing came for a while: what looked like the begin of a sequence was an escape. */
    List<Input> idle() {
        if (pasting || waiting.length == 0) {
            return List.of();
        }
        byte[] rest = waiting;
        waiting = new byte[0];
        if (rest[0] != ESC) {
            return List.of();
        }
        List<Input> keys = new ArrayList<>();
        keys.add(new Input.Key("esc"));
        byte[] after = java.util.Arrays.copyOfRange(rest, 1, rest.length);
        keys.addAll(decode(after));
        return keys;
    }

    private List<Input> decode(byte[] all) {
        List<Input> found = new ArrayList<>();
        int at = 0;
        while (at < all.length) {
            int used = pasting ? paste(all, at, found) : one(all, at, found);
            if (used == 0) {
                break;
            }
            at += used;
        }
        waiting = java.util.Arrays.copyOfRange(all, at, all.length);
        return found;
    }

    /** Reads one key from a place; 0 where it is not complete. */
    private int one(byte[] all, int at, List<Input> found) {
        int first = all[at] & 0xff;
        if (first == ESC) {
            return escape(all, at, found);
        }
        if (first < 0x20 || first == 0x7f) {
            found.add(new Input.Key(control(first)));
            return 1;
        }
        int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (at + length > all.length) {
            return 0;
        }
        String text = new String(all, at, length, StandardCharsets.UTF_8);
        found.add(new Input.Key(text.equals(" ") ? "space" : text));
        return length;
    }

    private static String control(int code) {
        return switch (code) {
            case 0x09 -> "tab";
            case 0x0a, 0x0d -> "enter";
            case 0x08, 0x7f -> "backspace";
            case 0x00 -> "ctrl-space";
            default -> "ctrl-" + (char) (code < 27 ? 'a' + code - 1 : '@' + code);
        };
    }

    private int escape(byte[] all, int at, List<Input> found) {
        if (at + 1 >= all.length) {
            return 0;
        }
        int second = all[at + 1] & 0xff;
        if (second == '[' || second == 'O') {
            return sequence(all, at, found);
        }
        // Whoever is fast after an escape means two keys: nothing here is done with alt.
        found.add(new Input.Key("esc"));
        return 1;
    }

    private int sequence(byte[] all, int at, List<Input> found) {
        int end = at + 2;
        // The Linux console sends ESC [ [ A for F1.
        if (end < all.length && all[end] == '[') {
            end++;
        }
        while (end < all.length && (all[end] < 0x40 || all[end] > 0x7e)) {
            if (end - at > LONGEST) {
                return end - at;
            }
            end++;
        }
        if (end >= all.length) {
            return 0;
        }
        String body = new String(all, at + 2, end - at - 2, StandardCharsets.ISO_8859_1);
        String last = String.valueOf((char) all[end]);
        if (last.equals("~") && body.equals("200")) {
            pasting = true;
            return end + 1 - at;
        }
        if (body.startsWith("<")) {
            mouse(body.substring(1), last).ifPresent(found::add);
        } else {
            named(body, last).map(Input.Key::new).ifPresent(found::add);
        }
        return end + 1 - at;
    }

    private static Optional<String> named(String body, String last) {
        if (body.equals("[")) {
            return Optional.of("f" + (last.charAt(0) - 'A' + 1));
        }
        String[] parts = body.split(";", -1);
        Optional<String> name = Optional.ofNullable(last.equals("~") ? NUMBERS.get(parts[0]) : LETTERS.get(last));
        if (last.equals("S") && body.isEmpty()) {
            name = Optional.of("f4");
        }
        return name.map(key -> parts.length > 1 ? modifier(parts[1]) + key : key);
    }

    /** Of xterm: 1 and a bit each for shift, alt and control. */
    private static String modifier(String code) {
        if (!code.matches("\\d{1,2}")) {
            return "";
        }
        int bits = Integer.parseInt(code) - 1;
        return ((bits & 4) != 0 ? "ctrl-" : "") + ((bits & 2) != 0 ? "alt-" : "") + ((bits & 1) != 0 ? "shift-" : "");
    }

    private static Optional<Input> mouse(String body, String last) {
        String[] parts = body.split(";", -1);
        if (parts.length != 3 || !body.matches("[\\d;]{5,20}") || !last.equals("M")) {
            return Optional.empty();
        }
        int column = Integer.parseInt(parts[1]) - 1;
        int row = Integer.parseInt(parts[2]) - 1;
        return switch (Integer.parseInt(parts[0])) {
            case 0 -> Optional.of(new Input.Mouse(Input.Gesture.PRESS, column, row));
            case 64 -> Optional.of(new Input.Mouse(Input.Gesture.WHEEL_UP, column, row));
            case 65 -> Optional.of(new Input.Mouse(Input.Gesture.WHEEL_DOWN, column, row));
            default -> Optional.empty();
        };
    }

    /** Takes up to the end of what is pasted; its end may be cut in two. */
    private int paste(byte[] all, int at, List<Input> found) {
        String rest = new String(all, at, all.length - at, StandardCharsets.ISO_8859_1);
        int end = rest.indexOf(PASTE_END);
        if (end < 0) {
            int safe = Math.max(0, rest.length() - PASTE_END.length());
            pasted.append(rest, 0, safe);
            return safe;
        }
        pasted.append(rest, 0, end);
        byte[] bytes = pasted.toString().getBytes(StandardCharsets.ISO_8859_1);
        found.add(new Input.Paste(new String(bytes, StandardCharsets.UTF_8)));
        pasted.setLength(0);
        pasting = false;
        return end + PASTE_END.length();
    }
}
