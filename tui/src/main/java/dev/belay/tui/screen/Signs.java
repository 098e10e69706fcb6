package dev.belay.tui.screen;

/** The signs that boxes, bars and states are drawn with; those of ASCII where there are no others. */
public record Signs(boolean unicode) {
    String corner(int index) {
        return unicode ? String.valueOf("╭╮╰╯".charAt(index)) : "+";
    }

    String across() {
        return unicode ? "─" : "-";
    }

    String upright() {
        return unicode ? "│" : "|";
    }

    public String tick() {
        return unicode ? "✓" : "+";
    }

    public String cross() {
        return unicode ? "✗" : "x";
    }

    public String dot() {
        return unicode ? "·" : ".";
    }

    public String ellipsis() {
        return unicode ? "…" : "~";
    }

    /** Before what belongs to the line above. */
    public String branch() {
        return unicode ? "└ " : "`-";
    }

    /** A bar of so many cells of which a share of 1000 is filled. */
    public String bar(int share, int cells) {
        int full = Math.max(0, Math.min(cells, Math.round(share * cells / 1000f)));
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(cells - full);
    }

    /** A line of small columns, the last ones of the values, on a scale from 0 to their greatest. */
    public String sparkline(double[] values, int cells) {
        String levels = unicode ? "▁▂▃▄▅▆▇█" : "_.-=+*#@";
        int from = Math.max(0, values.length - cells);
        double most = 0;
        for (int i = from; i < values.length; i++) {
            most = Math.max(most, values[i]);
        }
        StringBuilder line = new StringBuilder();
        for (int i = from; i < values.length; i++) {
            int level = most == 0 ? 0 : (int) Math.round(values[i] / most * (levels.length() - 1));
            line.append(levels.charAt(level));
        }
        return line.toString();
    }
}
