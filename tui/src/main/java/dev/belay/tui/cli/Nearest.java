package dev.belay.tui.cli;

import java.util.Collection;
import java.util.Optional;

/** Guesses which known word a mistyped one was meant to be. */
final class Nearest {
    private Nearest() {}

    /** The known word that is the fewest slips away, if they are few for its length. */
    static Optional<String> to(String word, Collection<String> known) {
        Optional<String> nearest = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int slips = slips(word, candidate);
            if (slips < fewest && 3 * slips <= Math.max(word.length(), candidate.length())) {
                nearest = Optional.of(candidate);
                fewest = slips;
            }
        }
        return nearest;
    }

    /** How many letters were missed, added, changed or swapped with their neighbour. */
    private static int slips(String one, String other) {
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
