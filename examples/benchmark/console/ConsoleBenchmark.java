import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the full screen, the shell and a script cost, each in a terminal of 120x40 made by script(1):
 * {@code ConsoleBenchmark SCRATCH BELAY LANTERNA JAVA SECONDS}. Times on the clock depend on what else the machine does;
 * processor time hardly does.
 */
public final class ConsoleBenchmark {
    private final Path scratch;
    private final int seconds;
    private int number;

    private ConsoleBenchmark(Path scratch, int seconds) {
        this.scratch = scratch;
        this.seconds = seconds;
    }

    public static void main(String[] words) throws Exception {
        ConsoleBenchmark bench = new ConsoleBenchmark(Path.of(words[0]), Integer.parseInt(words[4]));
        String belay = words[1];
        String lanterna = words[3] + "/bin/java -XX:+UseSerialGC -cp " + words[2] + " StockLanterna 5000";
        String few = "--project " + bench.scratch.resolve("few");
        String many = "--project " + bench.scratch.resolve("many");
        bench.title();
        bench.screen("belay tui, Overview (asks every 2 s)", belay + " tui " + few, "connections", "", 0);
        bench.screen("belay tui, Migrations (asks every 30 s)", belay + " tui " + few, "002_", "2", 0);
        bench.screen("belay tui, 5,000 migrations", belay + " tui " + many, "00002_", "2", 200);
        bench.screen("stock Lanterna, table of 5,000 rows", lanterna, "00002_", "", 200);
        bench.lines("belay shell, to the prompt", belay + " shell " + few, "belay dev>", "/exit\n");
        bench.lines("stock jshell, to the prompt", words[3] + "/bin/jshell", "jshell>", "/exit\n");
        bench.command("belay run, a script of one line", belay + " run " + bench.scratch.resolve("one.jsh"));
        bench.command(
                "stock jshell, a script of one line", words[3] + "/bin/jshell " + bench.scratch.resolve("stock.jsh"));
    }

    private void title() {
        System.out.printf(
                Locale.ROOT,
                "%-42s %9s %9s %9s %9s %9s %9s %9s%n",
                "",
                "first ms",
                "data ms",
                "cpu ms",
                "idle %",
                "key ms",
                "writes",
                "MB");
    }

    /** Something in a terminal: what it wrote, and when. */
    private final class Session implements AutoCloseable {
        private final Path out = scratch.resolve("out" + ++number);
        private final Path timing = scratch.resolve("timing" + number);
        private final long begin = System.nanoTime();
        private final Process process;
        private final OutputStream keys;

        Session(String command) throws IOException {
            process = new ProcessBuilder(
                            "script",
                            "-q",
                            "-f",
                            "-T",
                            timing.toString(),
                            "-O",
                            out.toString(),
                            "-c",
                            "stty cols 120 rows 40; exec " + command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            keys = process.getOutputStream();
        }

        void type(String text) throws IOException {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }

        String seen() throws IOException {
            return Files.exists(out) ? Files.readString(out, StandardCharsets.ISO_8859_1) : "";
        }

        double milliseconds() {
            return (System.nanoTime() - begin) / 1e6;
        }

        double until(String text) throws Exception {
            while (!seen().contains(text)) {
                if (milliseconds() > 60_000) {
                    throw new IllegalStateException("never saw " + text + " in " + seen());
                }
                Thread.sleep(2);
            }
            return milliseconds();
        }

        /** The process itself: below script, where exec has put it. */
        ProcessHandle child() {
            return process.descendants().reduce((a, b) -> b).orElseThrow();
        }

        long cpu() throws IOException {
            String[] stat = Files.readString(Path.of("/proc/" + child().pid() + "/stat"))
                    .replaceFirst("^.*\\) ", "")
                    .split(" ");
            return 10 * (Long.parseLong(stat[11]) + Long.parseLong(stat[12]));
        }

        long megabytes() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + child().pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }

        /** How often it has written: script notes each read, and a write of one frame is read in one piece. */
        long writes() throws IOException {
            try (var lines = Files.lines(timing)) {
                return lines.count();
            }
        }

        @Override
        public void close() throws Exception {
            process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private void screen(String what, String command, String data, String key, int keys) throws Exception {
        try (Session session = new Session(command)) {
            double first = session.until(command.contains("StockLanterna") ? data : "verview");
            session.type(key);
            double known = session.until(data);
            long start = session.cpu();
            // From then on a screen that stays open is what is measured, and not its start.
            Thread.sleep((long) Math.max(0, 20_000 - session.milliseconds()));
            long before = session.cpu();
            Thread.sleep(seconds * 1000L);
            double idle = (session.cpu() - before) / (seconds * 10.0);
            long pressed = session.cpu();
            long writes = session.writes();
            double[] took = new double[keys];
            for (int i = 0; i < keys; i++) {
                long from = Files.size(session.out);
                long at = System.nanoTime();
                session.type("\u001b[B");
                while (Files.size(session.out) == from && System.nanoTime() - at < 1e9) {
                    Thread.onSpinWait();
                }
                took[i] = (System.nanoTime() - at) / 1e6;
            }
            Arrays.sort(took);
            String each = keys == 0
                    ? ""
                    : String.format(
                            Locale.ROOT, "%.1f/%.1f", took[keys / 2], (session.cpu() - pressed) / (double) keys);
            String frames =
                    keys == 0 ? "" : String.format(Locale.ROOT, "%.2f", (session.writes() - writes) / (double) keys);
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %9.0f %9.0f %9d %9.2f %9s %9s %9d%n",
                    what,
                    first,
                    known,
                    start,
                    idle,
                    each,
                    frames,
                    session.megabytes());
            session.type("q");
        }
    }

    private void lines(String what, String command, String prompt, String leave) throws Exception {
        List<Double> times = new ArrayList<>();
        long cpu = 0;
        long memory = 0;
        for (int i = 0; i < 3; i++) {
            try (Session session = new Session(command)) {
                times.add(session.until(prompt));
                cpu = session.cpu();
                memory = session.megabytes();
                session.type(leave);
            }
        }
        times.sort(null);
        System.out.printf(
                Locale.ROOT, "%-42s %9.0f %9s %9d %9s %9s %9s %9d%n", what, times.get(1), "", cpu, "", "", "", memory);
    }

    /** On the clock, and of the processor as the shell counts it. */
    private void command(String what, String command) throws Exception {
        List<Double> times = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Process process = new ProcessBuilder(
                            "bash", "-c", "TIMEFORMAT='%R %U %S'; time " + command + " >/dev/null </dev/null")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String[] numbers = said.substring(said.lastIndexOf('\n') + 1).split(" ");
            times.add(1000 * Double.parseDouble(numbers[0]));
            cpu.add(1000 * (Double.parseDouble(numbers[1]) + Double.parseDouble(numbers[2])));
        }
        times.sort(null);
        cpu.sort(null);
        System.out.printf(Locale.ROOT, "%-42s %9.0f %9s %9.0f%n", what, times.get(2), "", cpu.get(2));
    }
}
