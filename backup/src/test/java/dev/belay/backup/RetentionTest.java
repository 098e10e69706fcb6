package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Retention.Candidate;
import dev.belay.backup.Retention.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which archives stay, as a table and as laws. */
final class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /** One each night at 2, and one at noon, for 400 days: the noon of today is the newest. */
    private static final List<Candidate> TWICE_A_DAY = IntStream.range(0, 800)
            .mapToObj(i -> good("shop", NOW.minus(Duration.ofHours(i % 2 == 0 ? 12L * i : 12L * i - 2))))
            .toList();

    @ParameterizedTest
    @CsvSource({
        // last, daily, weekly, monthly, how many stay, the oldest of them
        "1, 0, 0, 0, 1, 2026-11-20T12:00:00Z",
        "0, 0, 0, 0, 1, 2026-11-20T12:00:00Z",
        "3, 0, 0, 0, 3, 2026-11-19T12:00:00Z",
        "0, 3, 0, 0, 3, 2026-11-18T12:00:00Z",
        "0, 0, 2, 0, 2, 2026-11-15T12:00:00Z",
        "0, 0, 0, 3, 3, 2026-09-30T12:00:00Z",
        "2, 2, 0, 0, 3, 2026-11-19T12:00:00Z",
        "7, 14, 8, 12, 33, 2025-12-31T12:00:00Z",
        "5000, 0, 0, 0, 800, 2025-10-17T02:00:00Z",
    })
    void keepsTheNewestOfEachPeriod(int last, int daily, int weekly, int monthly, int count, String oldest) {
        Set<Candidate> kept = kept(new Retention(last, daily, weekly, monthly), TWICE_A_DAY);

        assertThat(kept.stream().map(Candidate::time).min(Instant::compareTo)).contains(Instant.parse(oldest));
        assertThat(kept).hasSize(count);
    }

    @Test
    void keepsTheLastGoodOneOfEachDatabaseHoweverOldItIs() {
        Candidate old = good("shop", NOW.minus(Duration.ofDays(900)));
        Candidate older = good("shop", NOW.minus(Duration.ofDays(901)));
        Candidate other = good("blog", NOW.minus(Duration.ofDays(1000)));

        assertThat(new Retention(0, 0, 0, 0).deletable(List.of(old, older, other), NOW))
                .containsExactly(older);
    }

    @Test
    void aSuspectOneStaysAndCountsForNone() {
        Candidate good = good("shop", NOW.minus(Duration.ofDays(3)));
        Candidate damaged = new Candidate("shop/d", "shop", NOW.minus(Duration.ofDays(1)), State.SUSPECT);

        assertThat(new Retention(1, 0, 0, 0).deletable(List.of(good, damaged), NOW))
                .isEmpty();
    }

    @Test
    void whatIsNotFinishedMayGoAfterADay() {
        Candidate fresh = new Candidate("shop/f", "shop", NOW.minus(Duration.ofHours(23)), State.UNFINISHED);
        Candidate stale = new Candidate("shop/s", "shop", NOW.minus(Duration.ofHours(25)), State.UNFINISHED);

        assertThat(new Retention(9, 9, 9, 9).deletable(List.of(fresh, stale), NOW))
                .containsExactly(stale);
        assertThat(Retention.abandoned(false, fresh.time(), NOW)).isFalse();
        assertThat(Retention.abandoned(true, fresh.time(), NOW)).isTrue();
        assertThat(Retention.abandoned(false, stale.time(), NOW)).isTrue();
    }

    @Test
    void aRuleThatKeepsMoreNeverKeepsLess() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<Candidate> archives = archives(random);
            int[] rule = random.ints(4, 0, 6).toArray();
            int[] more = rule.clone();
            more[random.nextInt(4)] += 1 + random.nextInt(3);

            assertThat(kept(retention(more), archives)).containsAll(kept(retention(rule), archives));
        }
    }

    @Test
    void rulesTogetherKeepWhatEachKeepsAlone() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            List<Candidate> archives = archives(random);
            int[] rule = random.ints(4, 0, 6).toArray();
            Set<Candidate> alone = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                int[] one = new int[4];
                one[i] = rule[i];
                alone.addAll(kept(retention(one), archives));
            }

            assertThat(kept(retention(rule), archives)).isEqualTo(alone);
        }
    }

    @Test
    void pruningAgainDeletesNothingAndOrderDoesNotMatter() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            List<Candidate> archives = archives(random);
            Retention retention = retention(random.ints(4, 0, 6).toArray());
            Set<Candidate> kept = kept(retention, archives);
            List<Candidate> shuffled = new ArrayList<>(archives);
            Collections.shuffle(shuffled, random);

            assertThat(retention.deletable(kept, NOW)).isEmpty();
            assertThat(kept(retention, shuffled)).isEqualTo(kept);
            assertThat(kept.stream().map(Candidate::series).collect(Collectors.toSet()))
                    .isEqualTo(archives.stream().map(Candidate::series).collect(Collectors.toSet()));
        }
    }

    @Test
    void keepsTheNewestAndTheNewestOfThoseThatLackLeast() {
        Candidate newest = lacking("shop/5", Duration.ofHours(1), 2);
        Candidate whole = lacking("shop/4", Duration.ofHours(2), 0);
        Candidate alsoWhole = lacking("shop/3", Duration.ofHours(3), 0);

        for (int last = 0; last <= 1; last++) {
            assertThat(new Retention(last, 0, 0, 0).deletable(List.of(alsoWhole, newest, whole), NOW))
                    .containsExactly(alsoWhole);
        }
    }

    private static Candidate lacking(String name, Duration age, int lacks) {
        return new Candidate(name, "shop", NOW.minus(age), State.GOOD, lacks);
    }

    @Test
    void ofTwoOfOneMomentTheNameDecides() {
        Candidate one = lacking("shop/a", Duration.ZERO, 0);
        Candidate other = lacking("shop/b", Duration.ZERO, 0);

        assertThat(new Retention(1, 0, 0, 0).deletable(List.of(one, other), NOW))
                .isEqualTo(new Retention(1, 0, 0, 0).deletable(List.of(other, one), NOW))
                .containsExactly(one);
    }

    private static List<Candidate> archives(Random random) {
        return IntStream.range(0, random.nextInt(60))
                .mapToObj(
                        i -> good(random.nextBoolean() ? "shop" : "blog", NOW.minusSeconds(random.nextInt(40_000_000))))
                .distinct()
                .toList();
    }

    private static Set<Candidate> kept(Retention retention, List<Candidate> all) {
        Set<Candidate> kept = new HashSet<>(all);
        kept.removeAll(new HashSet<>(retention.deletable(all, NOW)));
        return kept;
    }

    private static Retention retention(int... rule) {
        return new Retention(rule[0], rule[1], rule[2], rule[3]);
    }

    private static Candidate good(String series, Instant time) {
        return new Candidate(series + "/" + time, series, time, State.GOOD);
    }
}
