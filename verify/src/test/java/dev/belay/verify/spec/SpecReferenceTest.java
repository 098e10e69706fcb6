package dev.belay.verify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.yaml.YamlNode;
import dev.belay.core.yaml.YamlReader;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.verify.Report;
import dev.belay.verify.check.StandardChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference of the spec in docs/verify.md: it has every key, and nothing beside what it allows is understood. */
@ServerTest
final class SpecReferenceTest {
    private static final Path ROOT = Path.of(System.getProperty("belay.root"));
    private static final Path SOURCES = ROOT.resolve("verify/src/main/java/dev/belay/verify/spec");
    private static final Pattern GROUP = Pattern.compile("\\.group\\(\\s*((?:\"[a-z_]+\",?\\s*)+)\\)");
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:_[a-z]+)*");

    @TempDir
    private Path folder;

    @BeforeEach
    void file() throws IOException {
        Files.createDirectory(folder.resolve("seed"));
        Files.writeString(folder.resolve("seed/countries.csv"), "code,name\n");
    }

    private static String page() {
        try {
            return Files.readString(ROOT.resolve("docs/verify.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> examples() {
        return Pattern.compile("```yaml\n(.*?)```\n", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    /** What the sections ask their entries for. */
    private static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher group = GROUP.matcher(Files.readString(file));
                while (group.find()) {
                    WORD.matcher(group.group(1)).results().forEach(word -> known.add(word.group()));
                }
            }
        }
        return known;
    }

    @Test
    void everyKeyIsExplainedAndHasAnExample() throws IOException {
        Set<String> shown = new TreeSet<>();
        examples()
                .forEach(example -> each(YamlReader.read("verify.md", example, ""), node -> {
                    if (node instanceof YamlNode.Mapping mapping) {
                        shown.addAll(mapping.lines().keySet());
                    }
                }));
        String tables = page().lines().filter(line -> line.startsWith("|")).reduce("", (a, b) -> a + b + "\n");

        assertThat(known()).hasSizeGreaterThan(70).allSatisfy(key -> {
            assertThat(shown).contains(key);
            assertThat(tables).containsPattern("`[^`]*\\b" + key + "\\b[^`]*`");
        });
    }

    @Test
    void everyKeyThatIsExplainedIsKnown() throws IOException {
        Set<String> known = new TreeSet<>(known());
        // What stands for names.
        known.addAll(Set.of("f", "types", "all"));
        Set<String> explained = new TreeSet<>();
        Pattern.compile("| key | says |\n", Pattern.LITERAL)
                .splitAsStream(page())
                .skip(1)
                .flatMap(rest -> rest.lines().takeWhile(line -> line.startsWith("|")))
                .map(line -> line.substring(1, line.indexOf('|', 1)))
                .forEach(cell -> WORD.matcher(cell).results().forEach(word -> explained.add(word.group())));

        assertThat(explained).hasSizeGreaterThan(40).isSubsetOf(known);
    }

    @Test
    void eachExampleIsUnderstood() {
        assertThat(examples()).hasSize(2).allSatisfy(example -> SpecReader.read("verify.md", example, folder));
    }

    /** All it says holds but the two hashes, which are not those of any text. */
    @Test
    void theExampleHoldsOfADatabaseMadeForIt(TestDatabase database) throws IOException {
        StringBuilder countries = new StringBuilder("code,name\n");
        for (int i = 1; i <= 249; i++) {
            countries.append('c').append(i).append(",Country ").append(i).append('\n');
        }
        Files.writeString(folder.resolve("seed/countries.csv"), countries);
        made(database);
        Spec spec = SpecReader.read("verify.yaml", examples().get(0), folder);
        for (Map.Entry<String, String> file : Recorder.of(Checked.database(database), UnaryOperator.identity(), spec)
                .entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }

        Report report = new Checked(database, folder).report(examples().get(0), Set.of());

        assertThat(report.findings())
                .extracting(finding -> finding.check() + " " + finding.object() + " " + finding.message())
                .containsExactlyInAnyOrder(
                        "view app.open_orders has another definition: its hash is 4776e9b2142d, not 6ffda10b42c1",
                        "function app.touch() has another body: its hash is d3506384596b, not 00000000");
        assertThat(report.unseen())
                .extracting(one -> one.check() + " " + one.object())
                .containsExactlyInAnyOrder("index-usage app.users_lower_email", "analyzed app.orders", "history ");
        Set<String> seen = new TreeSet<>(
                Set.of("rollback", "drift", "acceptance", "query-time", "unexpected", "history", "index-usage"));
        report.checked().forEach(subject -> seen.add(subject.check()));
        seen.removeAll(StandardChecks.NAMES);
        assertThat(CheckNames.OF_SPEC).as("what --only knows").containsExactlyInAnyOrderElementsOf(seen);
    }

    private static void made(TestDatabase database) {
        database.execute(
                "DO $$ BEGIN CREATE ROLE app_rw; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "CREATE SCHEMA app",
                "ALTER DATABASE " + database.name() + " SET work_mem = '64MB'",
                "CREATE EXTENSION pgcrypto",
                "SET search_path = app, public; CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                        + " email varchar(255) NOT NULL UNIQUE, tier text DEFAULT 'free', note text,"
                        + " twice bigint GENERATED ALWAYS AS (id * 2) STORED, UNIQUE (tier, note),"
                        + " CONSTRAINT users_tier CHECK (tier <> ''))",
                "ALTER TABLE users ADD CONSTRAINT users_late CHECK (length(note) < 99) NOT VALID",
                "CREATE UNIQUE INDEX users_lower_email ON users (lower(email))",
                "CREATE INDEX users_tier ON users (tier, id DESC) WHERE tier IS NOT NULL",
                "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN NEW.note := ''touched''; RETURN NEW; END'",
                "CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()",
                "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own_rows ON users USING (true)",
                "GRANT SELECT, INSERT, UPDATE ON users TO app_rw",
                "INSERT INTO users (email, note) SELECT i || '@example.org', i FROM generate_series(1, 100) i",
                "CREATE TABLE orders (id int PRIMARY KEY, total numeric, user_id bigint CONSTRAINT orders_user"
                        + " REFERENCES users ON DELETE CASCADE)",
                "CREATE INDEX ON orders (user_id)",
                "CREATE TABLE countries (code text PRIMARY KEY, name text)",
                "INSERT INTO countries SELECT 'c' || i, 'Country ' || i FROM generate_series(1, 249) i",
                "CREATE TABLE stages (stage_order int PRIMARY KEY, name text)",
                "INSERT INTO stages VALUES (1, 'draft'), (2, 'done')",
                "CREATE SEQUENCE invoice_numbers",
                "CREATE VIEW open_orders AS SELECT id, total FROM orders",
                "CREATE MATERIALIZED VIEW totals AS SELECT sum(total) FROM orders",
                "CREATE FUNCTION total(bigint, text) RETURNS numeric LANGUAGE sql STABLE STRICT SET search_path = app AS"
                        + " 'SELECT coalesce(sum(total), 0) FROM orders WHERE user_id = $1'",
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
                "CREATE TABLE events (at timestamptz NOT NULL, kind text) PARTITION BY RANGE (at)",
                "CREATE TABLE events_all PARTITION OF events FOR VALUES FROM ('2000-01-01') TO ('2999-01-01')",
                "CREATE TABLE events_rest PARTITION OF events DEFAULT",
                "CREATE INDEX events_at ON events (at)",
                "CREATE INDEX ON events_all (kind)",
                "CREATE INDEX ON events_rest (kind)",
                "CREATE UNLOGGED TABLE cache_pages (id int)");
        database.execute("ANALYZE");
        String counted =
                "SELECT n_live_tup = 100 AND n_mod_since_analyze = 0 FROM pg_stat_user_tables WHERE relname = 'users'";
        for (int i = 0; i < 100 && !database.query(counted).equals(List.of("t")); i++) {
            database.execute("SELECT pg_sleep(0.05)", "ANALYZE");
        }
    }

    @Test
    void whateverStandsInAWrongPlaceIsRefusedWithFileAndLine() {
        YamlNode.Mapping root = YamlReader.read("verify.md", examples().get(0), "");
        List<Optional<YamlNode>> others = List.of(
                Optional.empty(),
                text("x"),
                text(""),
                text("-1"),
                text("99999999999999999999"),
                text("now + 99999999999 days"),
                Optional.of(new YamlNode.Items(List.of(), 1)),
                Optional.of(new YamlNode.Items(List.of(new YamlNode.Items(List.of(), 1)), 1)),
                Optional.of(new YamlNode.Mapping(Map.of(), Map.of(), 1)),
                Optional.of(new YamlNode.Mapping(Map.of("nosuch", text("x").orElseThrow()), Map.of("nosuch", 1), 1)));
        List<YamlNode> nodes = new ArrayList<>();
        each(root, nodes::add);
        int refused = 0;
        for (YamlNode node : nodes) {
            for (Optional<YamlNode> other : others) {
                StringBuilder yaml = new StringBuilder();
                write(Optional.of(root), node, other, yaml);
                refused += refused(yaml.toString());
            }
        }

        assertThat(refused).isGreaterThan(1000);
    }

    /** 1, or 0 for what may stand there. */
    private int refused(String yaml) {
        try {
            SpecReader.read("verify.yaml", yaml, folder);
            return 0;
        } catch (BelayException e) {
            assertThat(e).as(yaml).hasMessageMatching("(?s)verify\\.yaml:1: .+");
            assertThat(e.kind()).as(yaml).isEqualTo(Kind.USAGE);
            assertThat(e.hint()).as(yaml).isNotBlank();
            return 1;
        } catch (RuntimeException e) {
            throw new AssertionError(yaml, e);
        }
    }

    private static Optional<YamlNode> text(String text) {
        return Optional.of(new YamlNode.Text(text, 1));
    }

    private static void each(YamlNode node, Consumer<YamlNode> consumer) {
        consumer.accept(node);
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries().values().forEach(value -> each(value, consumer));
        }
        if (node instanceof YamlNode.Items items) {
            items.items().forEach(value -> each(value, consumer));
        }
    }

    /** On one line, with another value in one place. */
    private static void write(Optional<YamlNode> node, YamlNode place, Optional<YamlNode> other, StringBuilder yaml) {
        Optional<YamlNode> now = node.filter(it -> it == place).isPresent() ? other : node;
        if (now.isEmpty()) {
            yaml.append("null");
        } else if (now.get() instanceof YamlNode.Text text) {
            yaml.append(quoted(text.text()));
        } else if (now.get() instanceof YamlNode.Items items) {
            yaml.append('[');
            items.items().forEach(item -> {
                write(Optional.of(item), place, other, yaml);
                yaml.append(", ");
            });
            yaml.append(']');
        } else if (now.get() instanceof YamlNode.Mapping mapping) {
            yaml.append('{');
            Map<String, Integer> names = new LinkedHashMap<>(mapping.lines());
            names.keySet().forEach(name -> {
                yaml.append(quoted(name)).append(": ");
                write(Optional.ofNullable(mapping.entries().get(name)), place, other, yaml);
                yaml.append(", ");
            });
            yaml.append('}');
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
