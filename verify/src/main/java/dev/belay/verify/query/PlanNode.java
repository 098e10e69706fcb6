package dev.belay.verify.query;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One step of a plan.
 *
 * @param depth 0 for the last step, which gives the result
 * @param type as EXPLAIN calls it, such as {@code Index Scan}
 * @param relation the table it reads, in SQL with its schema
 * @param root the partitioned table that this is a part of, or the table itself
 * @param limited whether a step above stops as soon as it has enough
 * @param index how its index looks
 * @param condition what is looked up in the index; empty where nothing is
 * @param filter what is asked of each row that was read; empty for nothing
 * @param cost of all of it with the steps below, in the planner's units
 */
record PlanNode(
        int depth,
        String type,
        Optional<String> relation,
        Optional<String> root,
        boolean limited,
        Optional<PlanIndex> index,
        String condition,
        String filter,
        double cost) {
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern QUALIFIER = Pattern.compile("(?:\\w+|\"(?:[^\"]|\"\")*\")\\.");

    boolean readsWholeTable() {
        return type.endsWith("Seq Scan");
    }

    boolean sorts() {
        return type.endsWith("Sort");
    }

    /** Why it only seems to use its index. */
    Optional<String> misuse() {
        if (index.isEmpty() || !index.get().method().equals("btree")) {
            return Optional.empty();
        }
        String leading = index.get().leading();
        if (!condition.isEmpty()) {
            return mentions(condition, leading)
                    ? Optional.empty()
                    : Optional.of("looks nothing up by its leading column " + leading);
        }
        if (!filter.isEmpty()) {
            return Optional.of("reads it row by row and throws away what does not fit");
        }
        return index.get().partial() || limited ? Optional.empty() : Optional.of("reads the whole of it");
    }

    /** Names of tables and parentheses are printed here and not there. */
    private static boolean mentions(String condition, String key) {
        String plain = bare(
                QUALIFIER.matcher(LITERAL.matcher(condition).replaceAll("")).replaceAll(""));
        String wanted = bare(LITERAL.matcher(key).replaceAll(""));
        int at = plain.indexOf(wanted);
        while (at >= 0) {
            boolean starts = at == 0 || !isWord(plain.charAt(at - 1)) || !isWord(wanted.charAt(0));
            int end = at + wanted.length();
            boolean ends =
                    end == plain.length() || !isWord(plain.charAt(end)) || !isWord(wanted.charAt(wanted.length() - 1));
            if (starts && ends) {
                return true;
            }
            at = plain.indexOf(wanted, at + 1);
        }
        return false;
    }

    private static String bare(String text) {
        return text.replaceAll("[()]", " ")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?:: ?", "::")
                .strip();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '"';
    }

    /** In a few words. */
    String brief() {
        return type
                + index.map(it -> " using " + it.name()).orElse("")
                + relation.filter(it -> !type.equals("Bitmap Index Scan"))
                        .map(it -> " on " + it)
                        .orElse("")
                + (condition.isEmpty() ? "" : " by " + condition)
                + (filter.isEmpty() ? "" : ", filter " + filter);
    }
}
