import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import dev.belay.core.content.SessionSettings;
import dev.belay.core.content.TableHash;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.CopiedRows;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the hash of a table's rows costs beside reading them: COPY to nowhere, COPY with the hash of a manifest, and a sum of
 * {@code md5} on the server, in turns in one JVM and one session. Prints medians of time, and of processor time of client
 * and server, which others on the machine touch less.
 *
 * <p>Started by {@code content}.
 */
public final class ContentRun {
    private static final String COPY = "copy";
    private static final String HASH = "copy and hash";
    private static final String MD5 = "md5(t::text) on the server";
    private static final int WARM = 2;

    /** Seconds that passed, and seconds of the processor. */
    private record Cost(double wall, double client, double server) {}

    private interface Work {
        void run(Connection connection) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        String table = arguments[1];
        Database database = new Database(
                ConnectionUrl.parse(arguments[0]).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
        Map<String, Work> ways = new LinkedHashMap<>();
        long[] seen = {0};
        ways.put(
                COPY,
                connection -> CopiedRows.read(connection, "COPY " + table + " TO STDOUT", row -> seen[0] += row.length));
        ways.put(HASH, connection -> {
            ContentHash hash = new TableHash(connection).of(table, "", RowFormat.TEXT);
            seen[0] += hash.rows();
        });
        ways.put(MD5, connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*), sum(('x' || left(md5(t::text), 16))::bit(64)"
                            + "::bigint::numeric) FROM " + table + " t")) {
                row.next();
                seen[0] += row.getLong(1);
            }
        });
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        try (Connection connection = database.connect()) {
            SessionSettings.set(connection);
            int rounds = Integer.parseInt(arguments[2]);
            for (int round = -WARM; round < rounds; round++) {
                for (Map.Entry<String, Work> way : ways.entrySet()) {
                    Cost cost = cost(connection, way.getValue());
                    if (round >= 0) {
                        costs.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(cost);
                    }
                }
            }
        }
        System.out.println("| " + Runtime.version() + ", medians of " + arguments[2]
                + " | seconds | least | client's processor | server's processor | beside COPY |\n|---|---:|---:|---:|---:|---:|");
        double copy = wall(costs.get(COPY));
        costs.forEach((name, list) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.3f |%n",
                name,
                wall(list),
                list.stream().mapToDouble(Cost::wall).min().orElseThrow(),
                median(list.stream().map(Cost::client).toList()),
                median(list.stream().map(Cost::server).toList()),
                wall(list) / copy));
        double alone = processor(costs.get(COPY));
        System.out.printf(
                Locale.ROOT,
                "%nprocessor time of both sides, hash beside COPY alone: %.3f%n",
                processor(costs.get(HASH)) / alone);
    }

    private static Cost cost(Connection connection, Work work) throws Exception {
        long pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        double server = server(pid);
        long client = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.run(connection);
        return new Cost(
                (System.nanoTime() - start) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - client) / 1e9,
                server(pid) - server);
    }

    /** User and system time of its process, where the server is on this machine and that is Linux; else 0. */
    private static double server(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    private static double wall(List<Cost> costs) {
        return median(costs.stream().map(Cost::wall).toList());
    }

    private static double processor(List<Cost> costs) {
        return median(costs.stream().map(cost -> cost.client() + cost.server()).toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
