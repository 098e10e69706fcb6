package dev.belay.tui.report;

import java.util.ArrayList;
import java.util.List;

/** How one text became another, line by line: the form of {@code diff -u} without its header. */
final class Difference {
    private static final int CONTEXT = 3;
    /** Two texts that have nothing in common are told faster than compared. */
    private static final int MOST = 20_000_000;

    private final List<String> before;
    private final List<String> after;

    private Difference(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    static List<String> lines(String text) {
        return text.lines().toList();
    }

    static List<String> between(String before, String after) {
        return hunks(new Difference(lines(before), lines(after)).all());
    }

    /** Every line, with a sign before it. */
    private List<String> all() {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<String> all = new ArrayList<>();
        before.subList(0, start).forEach(line -> all.add(" " + line));
        middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end), all);
        before.subList(before.size() - end, before.size()).forEach(line -> all.add(" " + line));
        return all;
    }

    private static void middle(List<String> old, List<String> now, List<String> all) {
        if ((long) old.size() * now.size() > MOST) {
            old.forEach(line -> all.add("-" + line));
            now.forEach(line -> all.add("+" + line));
            return;
        }
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                all.add(" " + old.get(i++));
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                all.add("-" + old.get(i++));
            } else {
                all.add("+" + now.get(j++));
            }
        }
    }

    /** Only what differs, with a few lines around it. */
    private static List<String> hunks(List<String> all) {
        List<String> hunks = new ArrayList<>();
        int shown = 0;
        int old = 0;
        int now = 0;
        for (int i = 0; i < all.size(); i++) {
            boolean near = false;
            for (int k = Math.max(0, i - CONTEXT); k <= Math.min(all.size() - 1, i + CONTEXT) && !near; k++) {
                near = !all.get(k).startsWith(" ");
            }
            if (near) {
                if (shown < i || i == 0) {
                    hunks.add("@@ line " + (old + 1) + " was, line " + (now + 1) + " is @@");
                }
                hunks.add(all.get(i));
                shown = i + 1;
            }
            old += all.get(i).startsWith("+") ? 0 : 1;
            now += all.get(i).startsWith("-") ? 0 : 1;
        }
        return hunks;
    }
}
