package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordOrderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up                              | up
            up --env prod                   | up --env prod
            --env prod up                   | up --env prod
            --env=prod --json up --yes      | up --env=prod --json --yes
            --project up status             | status --project up
            --set a=b --set c=d plan 7      | plan --set a=b --set c=d 7
            --debug --url env:X --quiet sql | --debug sql --url env:X --quiet
            --no-color up                   | --no-color up
            --what up                       | --what up
            --env prod                      | --env prod
            --env                           | --env
            """)
    void whatStandsBeforeTheVerbIsLookedForBehindIt(String typed, String understood) {
        assertThat(WordOrder.verbFirst(typed.split(" "))).containsExactly(understood.split(" "));
    }

    @Test
    void aProjectCanBeNamedBeforeTheVerb(@TempDir Path folder) {
        new Desk(folder).file("shop/belay.yaml", "project: shop\nconvention: plain\n");

        Desk.Seen seen = new Desk(folder).run("--project", "shop", "--json", "config");

        assertThat(seen.err()).isEmpty();
        assertThat(seen.exit()).isZero();
        assertThat(seen.json()).containsAllEntriesOf(Map.of("command", "config", "ok", true));
    }
}
