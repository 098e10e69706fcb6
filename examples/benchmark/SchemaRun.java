import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.SchemaScript;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import java.nio.file.Path;
import java.util.Map;

/** What {@code belay schema} does, again and again in one JVM: prints the milliseconds of each time. */
public final class SchemaRun {
    public static void main(String[] arguments) throws Exception {
        Database database = new Database(
                ConnectionUrl.parse(arguments[0]).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            long start = System.nanoTime();
            SchemaScript.of(CatalogReader.read(database));
            System.out.println((System.nanoTime() - start) / 1_000_000);
        }
    }
}
