package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@ServerTest
final class ServerTestTest {
    private static final Set<Integer> SEEN = new ConcurrentSkipListSet<>();

    @EveryMajor
    void runsOnEachMajor(TestDatabase database) {
        int major = Integer.parseInt(database.query("SHOW server_version_num").get(0)) / 10000;

        assertThat(major).isEqualTo(database.server().major());
        SEEN.add(major);
    }

    @Test
    void givesEachParameterItsOwnEmptyDatabase(TestDatabase one, TestDatabase two) {
        one.execute("CREATE TABLE only_here ()");

        assertThat(one.tables()).containsExactly("public.only_here");
        assertThat(two.tables()).isEmpty();
    }

    @AfterAll
    static void noMajorWasLeftOut() {
        assertThat(SEEN).containsExactlyElementsOf(TestServer.chosenMajors());
    }
}
