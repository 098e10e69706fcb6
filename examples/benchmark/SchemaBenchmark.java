import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * {@code belay schema} beside {@code pg_dump -s}: the same database, the same server, one run. Each is a process of its own,
 * measured from its start to its end; they take turns, and the median of the rounds counts. Belay is also measured within
 * one JVM, without its start.
 *
 * <p>Started by {@code schema}.
 */
public final class SchemaBenchmark {
    private final Path home;
    private final Path scratch;
    private final String server;
    private final int rounds;

    private SchemaBenchmark(Path home, Path scratch, String server, int rounds) {
        this.home = home;
        this.scratch = scratch;
        this.server = server;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        new SchemaBenchmark(
                        Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]))
                .run();
    }

    /** How long a process took, and the most memory it had. */
    private record Run(double millis, long kilobytes) {}

    private void run() throws Exception {
        System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + rounds + " rounds, medians\n");
        makeArchive();
        fresh("bench_large");
        load("bench_large", Files.readString(Path.of("schema.sql")), true);
        table("5,000 tables, 20,000 indexes, 5,000 functions", "bench_large");
        String corpora = System.getenv("BELAY_CORPORA");
        if (corpora != null) {
            fresh("bench_regress");
            load("bench_regress", unpacked(Path.of(corpora, "regress15.sql.gz")), false);
            table("What PostgreSQL's own tests leave behind", "bench_regress");
        }
    }

    private void table(String title, String database) throws Exception {
        String url = server + "/" + database;
        Path dump = scratch.resolve("dump.sql");
        Map<String, List<String>> tools = new LinkedHashMap<>();
        tools.put("pg_dump -s", List.of("pg_dump", "-s", "-f", dump.toString(), url));
        tools.put(
                "belay schema",
                List.of(home.resolve("bin/belay").toString(), "schema", "--allow-missing", "-o", "/dev/null"));
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, List<String>> tool : tools.entrySet()) {
                Run run = measured(tool.getValue(), url);
                if (round > 0) { // the first warms the server's caches
                    runs.computeIfAbsent(tool.getKey(), name -> new ArrayList<>()).add(run);
                }
            }
        }
        List<Double> inside = inProcess(url);
        System.out.println("### " + title + "\n\n| | median ms | min ms | beside pg_dump | most memory, MB |\n"
                + "|---|---:|---:|---:|---:|");
        double other = median(runs.get("pg_dump -s").stream().map(Run::millis).toList());
        runs.forEach((name, list) -> line(
                name + ", whole process",
                list.stream().map(Run::millis).toList(),
                other,
                String.valueOf(list.stream().mapToLong(Run::kilobytes).max().orElseThrow() / 1024)));
        line("the same in one JVM, the first time", inside.subList(0, 1), other, "");
        line("the same in one JVM, from the fourth time on", inside.subList(3, inside.size()), other, "");
        System.out.println();
    }

    private static void line(String name, List<Double> millis, double other, String memory) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %s |%n",
                name,
                median(millis),
                millis.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                median(millis) / other,
                memory);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Started as a user does; its memory is looked at while it runs, as Linux keeps the most there was. */
    private Run measured(List<String> command, String url) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(command);
        builder.environment().put("DATABASE_URL", url);
        long start = System.nanoTime();
        Process process = builder.start();
        long most = 0;
        do {
            most = Math.max(most, memory(process.pid()));
        } while (!process.waitFor(10, TimeUnit.MILLISECONDS));
        double millis = (System.nanoTime() - start) / 1e6;
        check(process.exitValue(), command);
        return new Run(millis, most);
    }

    private static long memory(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // It has ended, or this is no Linux.
        }
        return 0;
    }

    private List<Double> inProcess(String url) throws IOException, InterruptedException {
        List<String> command = List.of(
                java(), "-cp", scratch.resolve("classes") + ":" + home.resolve("lib") + "/*", "SchemaRun", url,
                String.valueOf(rounds + 4));
        Path output = scratch.resolve("inside.txt");
        Process process = builder(command).redirectOutput(output.toFile()).start();
        check(process.waitFor(), command);
        return Files.readAllLines(output).stream().map(Double::valueOf).toList();
    }

    /** The first run makes the class-data archive, aside: wait until it is done with that, and make it anew. */
    private void makeArchive() throws Exception {
        List<String> command = List.of(home.resolve("bin/belay").toString(), "--make-archive");
        for (int tries = 0; builder(command).start().waitFor() != 0; tries++) {
            if (tries == 30) {
                throw new IllegalStateException(command + " fails");
            }
            Thread.sleep(1000);
        }
    }

    private void fresh(String database) throws IOException, InterruptedException {
        must(psql("postgres", "-c", "DROP DATABASE IF EXISTS " + database));
        must(psql("postgres", "-c", "CREATE DATABASE " + database));
    }

    private void load(String database, String sql, boolean strict) throws IOException, InterruptedException {
        Path file = scratch.resolve("load.sql");
        Files.writeString(file, sql);
        // The other may want roles or tablespaces that are not here: what can be loaded is enough.
        must(psql(database, "-v", "ON_ERROR_STOP=" + (strict ? 1 : 0), "-f", file.toString()));
    }

    private List<String> psql(String database, String... words) {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", server + "/" + database));
        command.addAll(List.of(words));
        return command;
    }

    private String unpacked(Path file) throws IOException {
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
            Path plain = scratch.resolve("unpacked.sql");
            Files.copy(packed, plain, StandardCopyOption.REPLACE_EXISTING);
            return Files.readString(plain);
        }
    }

    private void must(List<String> command) throws IOException, InterruptedException {
        check(builder(command).start().waitFor(), command);
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("output.txt").toFile());
        builder.environment().put("BELAY_JAVA", java());
        return builder;
    }

    private void check(int exit, List<String> command) throws IOException {
        if (exit != 0) {
            throw new IllegalStateException(
                    command + " ended with " + exit + ":\n" + Files.readString(scratch.resolve("output.txt")));
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
