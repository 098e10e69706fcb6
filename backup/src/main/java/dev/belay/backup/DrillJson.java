package dev.belay.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A drill's record as JSON. */
public final class DrillJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private DrillJson() {}

    /** The text of {@code drill.json}. */
    public static byte[] write(DrillRecord drill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("format", drill.format());
            json.writeStringField("belay", drill.belay());
            json.writeStringField("at", drill.at().toString());
            json.writeNumberField("took_ms", drill.took().toMillis());
            json.writeBooleanField("ok", drill.ok());
            json.writeStringField("server_version", drill.serverVersion());
            json.writeNumberField("tables", drill.tables());
            json.writeNumberField("rows", drill.rows());
            json.writeNumberField("sequences", drill.sequences());
            json.writeNumberField("large_objects", drill.largeObjects());
            json.writeBooleanField("schema", drill.schema());
            json.writeArrayFieldStart("findings");
            for (String finding : drill.findings()) {
                json.writeString(finding);
            }
            json.writeEndArray();
            if (drill.spec().isPresent()) {
                json.writeBooleanField("spec", drill.spec().get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.write('\n');
        return out.toByteArray();
    }

    /**
     * Reads {@code drill.json}.
     *
     * @throws dev.belay.core.BelayException of kind INTEGRITY when it is not one
     */
    static DrillRecord read(byte[] text) {
        JsonObject json = JsonObject.parse(text, DrillRecord.FILE);
        long format = json.number("format");
        if (format != DrillRecord.FORMAT) {
            throw json.newer(format);
        }
        DrillRecord drill = new DrillRecord(
                DrillRecord.FORMAT,
                json.text("belay"),
                json.instant("at"),
                Duration.ofMillis(json.number("took_ms")),
                json.flag("ok"),
                json.text("server_version"),
                json.number("tables"),
                json.number("rows"),
                json.number("sequences"),
                json.number("large_objects"),
                json.flag("schema"),
                json.texts("findings"),
                json.has("spec") ? Optional.of(json.flag("spec")) : Optional.empty());
        json.requireNoMore();
        return drill;
    }
}
