package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.tui.cli.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The terminal of this process, if it has one. */
final class SystemConsole implements Console {
    private static final int USUAL_WIDTH = 80;

    private final Map<String, String> variables;
    private final boolean ascii;
    /** One for all answers: it may have read further than the first. */
    private @Nullable BufferedReader lines;

    /** {@code ascii} where the locale was another one before the launcher changed it, for names of files. */
    SystemConsole(Map<String, String> variables, boolean ascii) {
        this.variables = variables;
        this.ascii = ascii;
    }

    @Override
    public InputStream input() {
        return System.in;
    }

    @Override
    public boolean answers() {
        return terminal(0);
    }

    @Override
    public boolean showsData() {
        return terminal(1) && capable();
    }

    @Override
    public boolean showsMessages() {
        return terminal(2) && capable();
    }

    @Override
    public Optional<String> answer() {
        try {
            if (lines == null) {
                lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            }
            return Optional.ofNullable(lines.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean unicode() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT);
        return !ascii
                && (locale.endsWith("utf-8") || locale.endsWith("utf8"))
                && !"linux".equals(variables.get("TERM"));
    }

    @Override
    public int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), UTF_8).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            int width = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return width > 0 ? width : USUAL_WIDTH;
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }

    private boolean capable() {
        return !"dumb".equals(variables.get("TERM"));
    }

    /** Java itself can only tell about input and output together. */
    private static boolean terminal(int descriptor) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return asked(descriptor);
        }
    }

    /** Where there is no such file system. */
    private static boolean asked(int descriptor) {
        try {
            return new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
