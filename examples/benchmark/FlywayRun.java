import org.flywaydb.core.Flyway;

/** Flyway's engine behind the smallest possible command line: its own adds more than half a second. */
public final class FlywayRun {
    private FlywayRun() {}

    public static void main(String[] arguments) {
        Flyway flyway = Flyway.configure()
                .dataSource(arguments[0], arguments[1], arguments[2])
                .locations("filesystem:" + arguments[3])
                .load();
        if (arguments[4].equals("migrate")) {
            flyway.migrate();
        } else {
            flyway.info().all();
        }
    }
}
