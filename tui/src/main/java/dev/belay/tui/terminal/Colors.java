package dev.belay.tui.terminal;

import java.util.Map;

/** How many colors a terminal has. */
public enum Colors {
    /** Bold and reversed only. */
    NONE,
    /** Those that the user's own theme says. */
    SIXTEEN,
    /** The 256 of xterm. */
    MANY;

    /** As the environment says. */
    public static Colors of(Map<String, String> variables) {
        String terminal = variables.getOrDefault("TERM", "");
        if (!variables.getOrDefault("NO_COLOR", "").isEmpty() || terminal.equals("dumb") || terminal.startsWith("vt")) {
            return NONE;
        }
        String more = variables.getOrDefault("COLORTERM", "");
        boolean many = terminal.contains("256color") || more.equals("truecolor") || more.equals("24bit");
        return many ? MANY : SIXTEEN;
    }
}
