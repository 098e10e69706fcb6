package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which lines of one text the other lacks, and the other way round; lines in common are left out. */
final class LineDiff {
    /** Beyond this many pairs of lines both texts are shown in full: nobody reads such a difference line by line. */
    private static final long MOST = 4_000_000;

    private static final String OLD = "- ";
    private static final String YOUNG = "+ ";

    private LineDiff() {}

    /** Lines that begin with {@code "- "} or {@code "+ "}. */
    static List<String> of(String before, String after) {
        List<String> old = List.of(before.split("\n", -1));
        List<String> young = List.of(after.split("\n", -1));
        if ((long) old.size() * young.size() > MOST) {
            return all(old, young);
        }
        int[][] common = common(old, young);
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() && j < young.size()) {
            if (old.get(i).equals(young.get(j))) {
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                lines.add(OLD + old.get(i));
                i++;
            } else {
                lines.add(YOUNG + young.get(j));
                j++;
            }
        }
        lines.addAll(all(old.subList(i, old.size()), young.subList(j, young.size())));
        return lines;
    }

    private static List<String> all(List<String> old, List<String> young) {
        return Stream.concat(
                        old.stream().map(line -> OLD + line), young.stream().map(line -> YOUNG + line))
                .toList();
    }

    /** How many lines the rest of one text has in common with the rest of the other, in order. */
    private static int[][] common(List<String> old, List<String> young) {
        int[][] common = new int[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(young.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
