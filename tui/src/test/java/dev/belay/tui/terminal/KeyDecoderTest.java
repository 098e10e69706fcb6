package dev.belay.tui.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyDecoderTest {
    private final KeyDecoder decoder = new KeyDecoder();

    private List<Input> feed(String text) {
        byte[] bytes = text.replace("ESC", "\033").getBytes(UTF_8);
        return decoder.feed(bytes, bytes.length);
    }

    private static List<String> names(List<Input> inputs) {
        return inputs.stream().map(input -> ((Input.Key) input).name()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "G, G",
        "é, é",
        "日, 日",
        "😀, 😀",
        "ESC[A, up",
        "ESCOB, down",
        "ESC[5~, pgup",
        "ESC[6~, pgdn",
        "ESC[H, home",
        "ESC[4~, end",
        "ESC[Z, backtab",
        "ESCOP, f1",
        "ESC[[A, f1",
        "ESC[15~, f5",
        "ESC[1;5C, ctrl-right",
        "ESC[3~, delete",
        "ESC[S, f4"
    })
    void knowsWhatTerminalsSend(String sent, String name) {
        assertThat(names(feed(sent))).containsExactly(name);
    }

    @Test
    void controlKeysHaveNames() {
        assertThat(names(feed("\u0003\u001a\t\n\r\u007f\b ")))
                .containsExactly("ctrl-c", "ctrl-z", "tab", "enter", "enter", "backspace", "backspace", "space");
    }

    @Test
    void aSequenceInTwoPiecesIsOneKey() {
        assertThat(feed("\033")).isEmpty();
        assertThat(names(feed("[A"))).containsExactly("up");
        assertThat(feed("\u65e5".substring(0, 0))).isEmpty();
    }

    @Test
    void aLetterInTwoPiecesIsOneKey() {
        byte[] bytes = "日".getBytes(UTF_8);

        assertThat(decoder.feed(bytes, 1)).isEmpty();
        assertThat(names(decoder.feed(new byte[] {bytes[1], bytes[2]}, 2))).containsExactly("日");
    }

    @Test
    void anEscapeIsAKeyOnceNothingFollows() {
        assertThat(feed("\033")).isEmpty();
        assertThat(names(decoder.idle())).containsExactly("esc");
        assertThat(decoder.idle()).isEmpty();
    }

    @Test
    void whoIsFastAfterAnEscapeMeansTwoKeys() {
        assertThat(names(feed("\033q"))).containsExactly("esc", "q");
        assertThat(names(feed("\033\033"))).containsExactly("esc");
        assertThat(names(decoder.idle())).containsExactly("esc");
    }

    @Test
    void whatIsPastedIsNoKeys() {
        List<Input> all = new ArrayList<>(feed("a\033[200~drop\nd\033[2"));
        all.addAll(decoder.idle());
        all.addAll(feed("01~b"));

        assertThat(all).containsExactly(new Input.Key("a"), new Input.Paste("drop\nd"), new Input.Key("b"));
    }

    @Test
    void theMouseIsTakenWhereverItIs() {
        assertThat(feed("\033[<0;250;60M\033[<0;250;60m\033[<64;1;1M\033[<65;1;1M"))
                .containsExactly(
                        new Input.Mouse(Input.Gesture.PRESS, 249, 59),
                        new Input.Mouse(Input.Gesture.WHEEL_UP, 0, 0),
                        new Input.Mouse(Input.Gesture.WHEEL_DOWN, 0, 0));
    }

    @Test
    void noiseIsNoKeyAndDoesNotStayInTheWay() {
        assertThat(names(feed("\033[99;99q\033[<1;1Mz"))).containsExactly("z");
        assertThat(feed("\033[" + "1".repeat(70))).hasSizeLessThan(10);
        assertThat(names(feed("Aq"))).endsWith("q");
    }
}
