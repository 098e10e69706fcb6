package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HandleMapTest {
    @Test
    void itHoldsWhatAnyOtherMapHolds() {
        Random random = new Random(7);
        HandleMap<Integer> map = new HandleMap<>();
        Map<Handle, Integer> other = new HashMap<>();

        for (int i = 0; i < 20_000; i++) {
            // Few catalogs, neighbouring OIDs, and some of them twice.
            // The first that a server gives out, or the last there are.
            long first = i % 2 == 0 ? 16_384 : 0xFFFF_FFFFL - 10_000;
            Handle handle = new Handle(1247 + random.nextInt(5), first + random.nextInt(10_000));
            map.put(handle, i);
            other.put(handle, i);
        }

        Map<Handle, Integer> seen = new HashMap<>();
        map.forEach(seen::put);
        assertThat(seen).isEqualTo(other);
        assertThat(other)
                .allSatisfy((handle, value) -> assertThat(map.get(handle)).isEqualTo(value));
        assertThat(map.has(new Handle(1, 16_384))).isFalse();
        assertThat(map.getOrDefault(new Handle(1, 16_384), -1)).isEqualTo(-1);
    }

    @Test
    void whatIsAbsentIsMadeOnce() {
        HandleMap<ArrayList<String>> map = new HandleMap<>();

        map.computeIfAbsent(1, 2, ArrayList::new).add("a");
        map.computeIfAbsent(1, 2, ArrayList::new).add("b");

        assertThat(map.get(1, 2)).containsExactly("a", "b");
    }
}
