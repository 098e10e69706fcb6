package dev.belay.verify.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a spec, strictly: what nobody knows is an error with file, line and the nearest word. */
public final class SpecReader {
    private SpecReader() {}

    /**
     * The spec in a file.
     *
     * @param name what it is called in messages
     * @throws BelayException of kind USAGE for what cannot be understood
     */
    public static Spec read(String name, Path file) {
        try {
            return read(
                    name,
                    Files.readString(file, UTF_8),
                    Optional.ofNullable(file.getParent()).orElse(Path.of("")));
        } catch (NoSuchFileException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "cannot read the spec \"" + name + "\": there is no such file",
                    "belay verify --init writes one; --spec names another file",
                    e);
        } catch (CharacterCodingException e) {
            throw new BelayException(
                    Kind.USAGE, "cannot read the spec \"" + name + "\": it is not UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE, "cannot read the spec \"" + name + "\"", "is it a file that you may read?", e);
        }
    }

    static Spec read(String name, String text, Path folder) {
        Entry root = Entry.of(name, YamlReader.read(name, text, "version: 1"));
        Map<String, Entry> keys = root.group(
                "version",
                "target",
                "defaults",
                "tables",
                "sequences",
                "views",
                "materialized_views",
                "functions",
                "enums",
                "partitions",
                "queries",
                "rejects",
                "health",
                "history",
                "drift",
                "rollback",
                "accept");
        if (!keys.containsKey("version") || keys.get("version").number() != 1) {
            throw root.wrong("must say version: 1", "write \"version: 1\" as its first line");
        }
        Map<String, Entry> defaults =
                keys.containsKey("defaults") ? keys.get("defaults").group("schema", "mode") : Map.of();
        String schema =
                Optional.ofNullable(defaults.get("schema")).map(Entry::text).orElse("public");
        boolean exact = Optional.ofNullable(defaults.get("mode"))
                .map(mode -> mode.oneOf("contains", "exact").equals("exact"))
                .orElse(false);
        Draft draft = new Draft(new Names(schema), exact, folder);
        sections(draft).forEach((key, reader) -> {
            if (keys.containsKey(key)) {
                reader.accept(keys.get(key));
            }
        });
        return new Spec(
                schema,
                draft.expectations(),
                Optional.ofNullable(keys.get("health")).map(HealthWish::of).orElse(HealthWish.USUAL),
                Optional.ofNullable(keys.get("history")).map(HistoryWish::of),
                Optional.ofNullable(keys.get("rollback"))
                        .map(SpecReader::rollback)
                        .isPresent(),
                Optional.ofNullable(keys.get("accept")).map(Acceptance::all).orElse(List.of()),
                draft.wanted(),
                Optional.ofNullable(keys.get("drift")).map(DriftWish::of).orElse(DriftWish.UNSAID),
                draft.records());
    }

    /** {@code rollback: {fingerprint_after_down: equals_before_up}}; there is nothing else to say. */
    private static String rollback(Entry entry) {
        Entry wish = entry.group("fingerprint_after_down").get("fingerprint_after_down");
        if (wish == null) {
            throw entry.wrong("says nothing", "write fingerprint_after_down: equals_before_up");
        }
        return wish.oneOf("equals_before_up");
    }

    private static Map<String, Consumer<Entry>> sections(Draft draft) {
        Map<String, Consumer<Entry>> sections = new java.util.LinkedHashMap<>();
        sections.put("target", new TargetSection(draft)::read);
        sections.put("tables", new TableSection(draft)::read);
        sections.put("partitions", new PartitionSection(draft)::read);
        sections.put("sequences", new SequenceSection(draft)::read);
        sections.put("views", new ViewSection(draft, ObjectType.VIEW)::read);
        sections.put("materialized_views", new ViewSection(draft, ObjectType.MATERIALIZED_VIEW)::read);
        sections.put("functions", new FunctionSection(draft)::read);
        sections.put("enums", new EnumSection(draft)::read);
        sections.put("queries", new QuerySection(draft)::read);
        sections.put("rejects", new TrialRules(draft)::rejects);
        return sections;
    }
}
