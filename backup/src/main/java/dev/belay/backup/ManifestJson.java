package dev.belay.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.Manifest.TableEntry;
import dev.belay.backup.storage.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A manifest as JSON, the same bytes for the same manifest. */
final class ManifestJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ManifestJson() {}

    /**
     * What an encrypted archive says only to whom it is for.
     *
     * @param fingerprint of the schema
     * @param tables by qualified name
     * @param leftOut in words, what of the database is not in it
     */
    record Secret(Optional<String> fingerprint, SortedMap<String, TableEntry> tables, List<String> leftOut) {
        public Secret {
            leftOut = List.copyOf(leftOut);
        }

        static Secret of(Manifest manifest) {
            return new Secret(manifest.fingerprint(), manifest.tables(), manifest.leftOut());
        }
    }

    /** The text of {@code manifest.json}. */
    static byte[] write(Manifest manifest) {
        return object(json -> {
            json.writeNumberField("format", manifest.format());
            json.writeStringField("belay", manifest.belay());
            json.writeStringField("database", manifest.database());
            optional(json, "system", manifest.system());
            json.writeStringField("server_version", manifest.serverVersion());
            json.writeStringField("snapshot_time", manifest.snapshotTime().toString());
            optional(json, "lsn", manifest.lsn());
            json.writeNumberField("took_ms", manifest.took().toMillis());
            json.writeBooleanField("encrypted", manifest.encrypted());
            optional(json, "fingerprint", manifest.fingerprint());
            json.writeStringField("contents", manifest.contents().name().toLowerCase(Locale.ROOT));
            optional(json, "selection", manifest.selection());
            totals(json, manifest.totals());
            leftOut(json, manifest.leftOut());
            tables(json, manifest.tables());
            files(json, manifest.files());
        });
    }

    /** The text of {@code contents.json}, before it is encrypted. */
    static byte[] write(Secret secret) {
        return object(json -> {
            optional(json, "fingerprint", secret.fingerprint());
            leftOut(json, secret.leftOut());
            tables(json, secret.tables());
        });
    }

    /**
     * Reads {@code manifest.json}. Nothing may be missing, and nothing be there that is unknown.
     *
     * @throws dev.belay.core.BelayException of kind INTEGRITY when it is not one
     */
    static Manifest read(byte[] text) {
        JsonObject json = JsonObject.parse(text, Manifest.FILE);
        long format = json.number("format");
        if (format != Manifest.FORMAT) {
            throw json.newer(format);
        }
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                json.text("belay"),
                json.text("database"),
                json.has("system") ? json.optionalText("system") : Optional.empty(),
                json.text("server_version"),
                json.instant("snapshot_time"),
                json.optionalText("lsn"),
                java.time.Duration.ofMillis(json.number("took_ms")),
                json.flag("encrypted"),
                json.optionalText("fingerprint"),
                json.constant("contents", Manifest.Contents.class),
                json.has("selection") ? json.optionalText("selection") : Optional.empty(),
                readFiles(json.object("files")),
                readTables(json.object("tables")),
                readTotals(json.object("totals")),
                json.texts("left_out"));
        json.requireNoMore();
        return manifest;
    }

    /**
     * Reads {@code contents.json}, decrypted.
     *
     * @throws dev.belay.core.BelayException of kind INTEGRITY when it is not one
     */
    static Secret readSecret(byte[] text) {
        JsonObject json = JsonObject.parse(text, Manifest.SECRET_FILE);
        Secret secret = new Secret(
                json.optionalText("fingerprint"),
                readTables(json.object("tables")),
                json.has("left_out") ? json.texts("left_out") : List.of());
        json.requireNoMore();
        return secret;
    }

    private static void leftOut(JsonGenerator json, List<String> what) throws IOException {
        json.writeArrayFieldStart("left_out");
        for (String one : what) {
            json.writeString(one);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private static void totals(JsonGenerator json, Manifest.Totals totals) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("tables", totals.tables());
        json.writeNumberField("rows", totals.rows());
        json.writeNumberField("large_objects", totals.largeObjects());
        json.writeNumberField("raw_bytes", totals.rawBytes());
        json.writeNumberField("bytes", totals.bytes());
        json.writeEndObject();
    }

    private static Manifest.Totals readTotals(JsonObject json) {
        Manifest.Totals totals = new Manifest.Totals(
                json.number("tables"),
                json.number("rows"),
                json.number("large_objects"),
                json.number("raw_bytes"),
                json.number("bytes"));
        json.requireNoMore();
        return totals;
    }

    private static void tables(JsonGenerator json, Map<String, TableEntry> tables) throws IOException {
        json.writeObjectFieldStart("tables");
        for (Map.Entry<String, TableEntry> table : tables.entrySet()) {
            json.writeObjectFieldStart(table.getKey());
            json.writeNumberField("rows", table.getValue().rows());
            json.writeStringField("hash", table.getValue().hash());
            json.writeBooleanField("binary", table.getValue().binary());
            json.writeArrayFieldStart("files");
            for (String file : table.getValue().files()) {
                json.writeString(file);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static SortedMap<String, TableEntry> readTables(JsonObject json) {
        SortedMap<String, TableEntry> tables = new TreeMap<>();
        for (String name : json.names()) {
            JsonObject table = json.object(name);
            tables.put(
                    name,
                    new TableEntry(
                            table.number("rows"), table.text("hash"), table.flag("binary"), table.texts("files")));
            table.requireNoMore();
        }
        return tables;
    }

    private static void files(JsonGenerator json, Map<String, FileEntry> files) throws IOException {
        json.writeObjectFieldStart("files");
        for (Map.Entry<String, FileEntry> file : files.entrySet()) {
            json.writeObjectFieldStart(file.getKey());
            json.writeNumberField("size", file.getValue().size());
            json.writeStringField("sha256", file.getValue().sha256());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static SortedMap<String, FileEntry> readFiles(JsonObject json) {
        SortedMap<String, FileEntry> files = new TreeMap<>();
        for (String name : json.names()) {
            if (!Names.isPlain(name)) {
                throw json.damaged("\"" + name + "\" is no file of an archive");
            }
            JsonObject file = json.object(name);
            files.put(name, new FileEntry(file.number("size"), file.text("sha256")));
            file.requireNoMore();
        }
        return files;
    }

    /** Writes what is between the outermost braces. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.write('\n');
        return out.toByteArray();
    }
}
