package dev.belay.core;

import java.util.Collection;
import java.util.Optional;

/** Finds what was probably meant by a name that nobody knows. */
public final class Nearest {
    private Nearest() {}

    /** The known name that is the fewest slips of the hand away, if they are at most a third of its letters. */
    public static Optional<String> to(String name, Collection<String> known) {
        Optional<String> nearest = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int slips = distance(simple(name), simple(candidate));
            if (slips < fewest && 3 * slips <= Math.max(name.length(), candidate.length())) {
                nearest = Optional.of(candidate);
                fewest = slips;
            }
        }
        return nearest;
    }

    /** {@code did you mean "x"?}, or the whole list when nothing is near. */
    public static String hint(String name, Collection<String> known) {
        return to(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> "known are: " + String.join(", ", known));
    }

    private static String simple(String name) {
        StringBuilder simple = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-') {
                simple.append(Character.toLowerCase(c));
            }
        }
        return simple.toString();
    }

    /** How many letters were missed, added, changed or swapped with their neighbour. */
    private static int distance(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : cheapest(slips, one, other, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int cheapest(int[][] slips, String one, String other, int i, int j) {
        int changed = slips[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, 1 + slips[i - 2][j - 2]) : best;
    }
}
