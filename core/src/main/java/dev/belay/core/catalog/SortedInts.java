package dev.belay.core.catalog;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/** A sorted set of numbers without a box for each. Cheap to add to in rising order, as the graph mostly does. */
final class SortedInts {
    private static final int[] NONE = {};

    private int[] values = NONE;
    private int size;

    int size() {
        return size;
    }

    /** The one of that place, from 0. */
    int get(int index) {
        return values[index];
    }

    boolean contains(int value) {
        return Arrays.binarySearch(values, 0, size, value) >= 0;
    }

    /** Whether it was not there before. */
    boolean add(int value) {
        int at = size == 0 || values[size - 1] < value ? -size - 1 : Arrays.binarySearch(values, 0, size, value);
        if (at >= 0) {
            return false;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(2, size * 2));
        }
        int place = -at - 1;
        System.arraycopy(values, place, values, place + 1, size - place);
        values[place] = value;
        size++;
        return true;
    }

    void addAll(SortedInts others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    /** The same numbers, as long as nothing is added or removed any more. */
    List<Integer> list() {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return values[Objects.checkIndex(index, size)];
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    void remove(int value) {
        int at = Arrays.binarySearch(values, 0, size, value);
        if (at >= 0) {
            System.arraycopy(values, at + 1, values, at, size - at - 1);
            size--;
        }
    }

    boolean anyIn(BitSet set) {
        for (int i = 0; i < size; i++) {
            if (set.get(values[i])) {
                return true;
            }
        }
        return false;
    }
}
