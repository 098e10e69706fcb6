package dev.belay.backup;

import java.util.List;

/**
 * What was proven of an archive, and what not.
 *
 * @param archive as messages name it
 * @param manifest whether there is one to compare with
 * @param encrypted whether its files are in the age format
 * @param files that were read to their last byte
 * @param bytes in them, as they are stored
 * @param tables whose rows were read
 * @param rows in them
 * @param problems each of which means that a byte is not what it should be
 * @param unproven in words, what cannot be known
 */
public record CheckResult(
        String archive,
        boolean manifest,
        boolean encrypted,
        long files,
        long bytes,
        long tables,
        long rows,
        long largeObjects,
        List<Problem> problems,
        List<String> unproven) {
    public CheckResult {
        problems = List.copyOf(problems);
        unproven = List.copyOf(unproven);
    }

    /** Whether nothing is wrong with it. */
    public boolean ok() {
        return problems.isEmpty();
    }

    /**
     * Something that is wrong.
     *
     * @param file or table
     * @param hint what to do
     */
    public record Problem(String file, String message, String hint) {}
}
