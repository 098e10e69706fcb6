import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Belay beside Flyway, MyBatis Migrations and psql: the same files, the same server, one run. Each tool is a process of
 * its own, measured from its start to its end; the tools take turns, and the median of the rounds counts.
 *
 * <p>Started by {@code run}, which fetches the other tools.
 */
public final class Benchmark {
    private static final int SMALL = 10;
    private static final int THOUSAND = 1_000;
    private static final int MANY = 5_000;

    private final Path belay;
    private final Path tools;
    private final Path work;
    private final String server;
    private final int rounds;
    private final Map<String, Path> projects = new LinkedHashMap<>();

    private Benchmark(Path belay, Path tools, String server, int rounds) throws IOException {
        this.belay = belay;
        this.tools = tools;
        this.server = server;
        this.rounds = rounds;
        this.work = Files.createTempDirectory("belay-benchmark");
    }

    public static void main(String[] arguments) throws Exception {
        Benchmark benchmark = new Benchmark(
                Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
        try {
            benchmark.run();
        } finally {
            benchmark.cleanUp();
        }
    }

    private void run() throws Exception {
        System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + rounds + " rounds, medians\n");
        status();
        thousand();
        nothingToDo();
    }

    /** A short command on a small project that is applied already. */
    private void status() throws Exception {
        Map<String, Runnable> tools = new LinkedHashMap<>();
        fresh("bench_belay");
        fresh("bench_flyway");
        fresh("bench_mybatis");
        belay(SMALL, "bench_belay", "up", "--quiet");
        flyway(SMALL, "bench_flyway", "migrate");
        mybatis(SMALL, "bench_mybatis", "up");
        makeArchive();
        tools.put("psql -c 'select 1'", () -> psql("bench_belay", "select 1"));
        tools.put("belay status", () -> belay(SMALL, "bench_belay", "status"));
        tools.put("MyBatis Migrations status", () -> mybatis(SMALL, "bench_mybatis", "status"));
        tools.put("Flyway info", () -> flyway(SMALL, "bench_flyway", "info"));
        table("Status of " + SMALL + " migrations, the whole process", tools, () -> {});
    }

    /** The first run makes the class-data archive, aside: wait until it is done with that, and make it anew. */
    private void makeArchive() throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                must(List.of(belay.toString(), "--make-archive"), Map.of());
                return;
            } catch (IllegalStateException e) {
                if (tries == 30) {
                    throw e;
                }
                Thread.sleep(1000);
            }
        }
    }

    /** A thousand migrations of one table each, from an empty database. */
    private void thousand() throws Exception {
        Map<String, Runnable> tools = new LinkedHashMap<>();
        Path everything = everything(THOUSAND);
        tools.put("psql, the same statements alone", () -> psqlFile("bench_psql", everything));
        tools.put("belay up", () -> belay(THOUSAND, "bench_belay", "up", "--quiet"));
        tools.put("MyBatis Migrations up", () -> mybatis(THOUSAND, "bench_mybatis", "up"));
        tools.put("Flyway migrate", () -> flyway(THOUSAND, "bench_flyway", "migrate"));
        table("1,000 one-table migrations into an empty database, the whole process", tools, () -> {
            fresh("bench_psql");
            fresh("bench_belay");
            fresh("bench_mybatis");
            fresh("bench_flyway");
        });
    }

    /** Thousands of files, all applied. */
    private void nothingToDo() throws Exception {
        fresh("bench_belay");
        fresh("bench_flyway");
        belay(MANY, "bench_belay", "up", "--quiet");
        flyway(MANY, "bench_flyway", "migrate");
        Map<String, Runnable> tools = new LinkedHashMap<>();
        tools.put("belay --version (the start of the JVM)", () -> quiet(List.of(belay.toString(), "--version"), Map.of()));
        tools.put("belay up", () -> belay(MANY, "bench_belay", "up", "--quiet"));
        tools.put("Flyway migrate", () -> flyway(MANY, "bench_flyway", "migrate"));
        table("Nothing to do with 5,000 files, the whole process", tools, () -> {});
    }

    private void table(String title, Map<String, Runnable> tools, Runnable before) {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            before.run();
            tools.forEach((name, tool) -> {
                long start = System.nanoTime();
                tool.run();
                times.computeIfAbsent(name, unused -> new ArrayList<>()).add(System.nanoTime() - start);
            });
        }
        System.out.println("### " + title + "\n\n| | median ms | min ms | beside belay |\n|---|---:|---:|---:|");
        double own = median(times.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("belay ") && !entry.getKey().contains("--version"))
                .findFirst()
                .orElseThrow()
                .getValue());
        times.forEach((name, list) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f |%n",
                name,
                median(list) / 1e6,
                list.stream().mapToLong(Long::longValue).min().orElseThrow() / 1e6,
                median(list) / own));
        System.out.println();
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void belay(int migrations, String database, String... words) {
        List<String> command = new ArrayList<>(List.of(belay.toString()));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--convention", "mybatis", "--migrations", project(migrations).toString()));
        quiet(command, Map.of("DATABASE_URL", server + "/" + database));
    }

    private void mybatis(int migrations, String database, String verb) {
        Path project = project(migrations);
        write(project.resolve("environments/" + database + ".properties"), """
                driver=org.postgresql.Driver
                url=jdbc:%s/%s
                username=%s
                password=%s
                changelog=CHANGELOG
                send_full_script=true
                """.formatted(location(), database, user(), password()));
        quiet(
                List.of(java(), "-cp", tools.resolve("mybatis") + "/*", "org.apache.ibatis.migration.Migrator",
                        "--path=" + project, "--env=" + database, verb),
                Map.of());
    }

    private void flyway(int migrations, String database, String verb) {
        quiet(
                List.of(java(), "-cp", tools.resolve("flyway") + "/*:" + tools.resolve("classes"), "FlywayRun",
                        "jdbc:" + location() + "/" + database, user(), password(),
                        project(migrations).resolve("flyway").toString(), verb),
                Map.of());
    }

    private void psql(String database, String sql) {
        quiet(List.of("psql", "-X", "-q", "-c", sql, server + "/" + database), Map.of());
    }

    private void psqlFile(String database, Path script) {
        quiet(List.of("psql", "-X", "-q", "-f", script.toString(), server + "/" + database), Map.of());
    }

    /** What the migrations do to the database, each in a transaction of its own: what no tool can be faster than. */
    private Path everything(int migrations) {
        Path script = work.resolve(migrations + ".sql");
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < migrations; i++) {
            text.append(createTable(i));
        }
        write(script, text.toString());
        return script;
    }

    private static String createTable(int number) {
        return "CREATE TABLE t" + number + " (id integer, name text);\n";
    }

    private void fresh(String database) {
        psql("postgres", "DROP DATABASE IF EXISTS " + database);
        psql("postgres", "CREATE DATABASE " + database);
    }

    /** The same migrations as files of MyBatis, with its change log made by the first, and of Flyway. */
    private Path project(int migrations) {
        return projects.computeIfAbsent(work + "/" + migrations, name -> {
            Path folder = Path.of(name);
            write(folder.resolve("scripts/20250101000000_changelog.sql"), """
                    CREATE TABLE CHANGELOG (
                        ID NUMERIC(20,0) NOT NULL PRIMARY KEY,
                        APPLIED_AT VARCHAR(25) NOT NULL,
                        DESCRIPTION VARCHAR(255) NOT NULL
                    );

                    -- //@UNDO
                    DROP TABLE CHANGELOG;
                    """);
            for (int i = 1; i < migrations; i++) {
                String up = createTable(i);
                write(folder.resolve("scripts/" + (20250101000000L + i) + "_t" + i + ".sql"),
                        up + "\n-- //@UNDO\nDROP TABLE t" + i + ";\n");
                write(folder.resolve("flyway/V" + i + "__t" + i + ".sql"), up);
            }
            return folder;
        });
    }

    private String location() {
        return "postgresql://" + server.substring(server.indexOf('@') + 1);
    }

    private String user() {
        String who = server.substring(server.indexOf("//") + 2, server.indexOf('@'));
        return who.contains(":") ? who.substring(0, who.indexOf(':')) : who;
    }

    private String password() {
        String who = server.substring(server.indexOf("//") + 2, server.indexOf('@'));
        return who.contains(":") ? who.substring(who.indexOf(':') + 1) : "none";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void quiet(List<String> command, Map<String, String> variables) {
        try {
            must(command, variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void must(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("belay-benchmark", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("BELAY_JAVA", java());
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(command + " ended with " + exit + ":\n" + Files.readString(output));
        }
        Files.delete(output);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cleanUp() throws IOException {
        Files.walkFileTree(work, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
