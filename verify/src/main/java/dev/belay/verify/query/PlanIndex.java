package dev.belay.verify.query;

/**
 * An index that a plan uses.
 *
 * @param name without its schema, which is that of its table
 * @param root the name of the index of the partitioned table that it is a part of, or its own
 * @param method such as {@code btree}
 * @param leading its first column or expression, as the server prints it
 * @param partial whether it holds only the rows of a condition
 */
record PlanIndex(String name, String root, String method, String leading, boolean partial) {
    boolean is(String wanted) {
        return name.equals(wanted) || root.equals(wanted);
    }
}
