package dev.belay.verify.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.verify.content.RowDifference.ColumnDifference;
import dev.belay.verify.content.RowDifference.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the rows of some buckets of both sides against one another: byte by byte, since a database of SQL_ASCII may hold
 * bytes that are no text, which must not come to look alike.
 */
final class Drilldown {
    private final List<String> columns;
    private final int keyColumns;
    private final BitSet buckets;
    private final Map<String, List<String>> a = new TreeMap<>();
    private final Map<String, List<String>> b = new TreeMap<>();

    /**
     * For rows with these columns.
     *
     * @param keyColumns how many of them tell rows apart; 0 where nothing does
     */
    Drilldown(List<String> columns, int keyColumns, BitSet buckets) {
        this.columns = columns;
        this.keyColumns = keyColumns;
        this.buckets = buckets;
    }

    void ofA(byte[] row, int length) {
        take(row, length, a);
    }

    void ofB(byte[] row, int length) {
        take(row, length, b);
    }

    private void take(byte[] row, int length, Map<String, List<String>> rows) {
        int key = Buckets.keyLength(row, length, keyColumns);
        if (buckets.get(Buckets.bucket(row, key))) {
            rows.computeIfAbsent(new String(row, 0, key, ISO_8859_1), it -> new ArrayList<>())
                    .add(new String(row, 0, length, ISO_8859_1));
        }
    }

    /** In the order of their keys, numbers as such. */
    List<RowDifference> differences() {
        List<RowDifference> differences = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(a.keySet());
        keys.addAll(b.keySet());
        for (String key : keys) {
            compare(key, a.getOrDefault(key, List.of()), b.getOrDefault(key, List.of()), differences);
        }
        differences.sort(Comparator.comparing(RowDifference::key, Drilldown::byValue));
        return differences;
    }

    private void compare(String key, List<String> here, List<String> there, List<RowDifference> differences) {
        List<String> onlyHere = without(here, there);
        List<String> onlyThere = without(there, here);
        if (keyColumns > 0 && onlyHere.size() == 1 && onlyThere.size() == 1) {
            differences.add(new RowDifference(Kind.CHANGED, values(key), columns(onlyHere.get(0), onlyThere.get(0))));
            return;
        }
        onlyHere.forEach(row -> differences.add(new RowDifference(Kind.ONLY_IN_A, values(key), List.of())));
        onlyThere.forEach(row -> differences.add(new RowDifference(Kind.ONLY_IN_B, values(key), List.of())));
    }

    /** A row that is there twice counts twice. */
    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private List<ColumnDifference> columns(String one, String other) {
        List<String> left = values(one);
        List<String> right = values(other);
        List<ColumnDifference> different = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                different.add(new ColumnDifference(columns.get(i), left.get(i), right.get(i)));
            }
        }
        return different;
    }

    private static List<String> values(String row) {
        return Arrays.stream(row.split("\t", -1)).map(Drilldown::text).toList();
    }

    /** Where bytes are no UTF-8 those that are no ASCII are written as COPY would understand them. */
    private static String text(String bytes) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes.chars()
                    .mapToObj(it -> it < 0x80 ? Character.toString(it) : String.format("\\x%02x", it))
                    .collect(Collectors.joining());
        }
    }

    private static int byValue(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = byValue(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int byValue(String one, String other) {
        boolean numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }
}
