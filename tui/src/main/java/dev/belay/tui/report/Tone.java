package dev.belay.tui.report;

/** What a word says beside its meaning. Never alone: whoever sees no color must read the same. */
public enum Tone {
    NORMAL(""),
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
