package dev.belay.tui.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes JSON as it goes: nothing of it is held in memory. The only class that knows the library. */
public final class Json {
    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** One object, indented, and a line end. The writer stays open. */
    public static void write(Writer to, Consumer<Json> members) {
        try {
            DefaultPrettyPrinter printer = printer();
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            printer.indentArraysWith(indenter);
            printer.indentObjectsWith(indenter);
            JsonGenerator generator = generator(to);
            generator.setPrettyPrinter(printer);
            write(generator, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(to);
    }

    /** One object on one line. The writer stays open. */
    public static void line(Writer to, Consumer<Json> members) {
        try {
            write(generator(to), members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(to);
    }

    /** An array of elements that come one at a time; each on its own line. */
    static Json startArray(Writer to) {
        try {
            DefaultPrettyPrinter printer = printer();
            printer.indentArraysWith(new DefaultIndenter("", "\n"));
            printer.indentObjectsWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
            JsonGenerator generator = generator(to);
            generator.setPrettyPrinter(printer);
            generator.writeStartArray();
            return new Json(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void endArray() {
        try {
            generator.writeEndArray();
            generator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator generator, Consumer<Json> members) throws IOException {
        generator.writeStartObject();
        members.accept(new Json(generator));
        generator.writeEndObject();
        generator.close();
    }

    private static DefaultPrettyPrinter printer() {
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    }

    private static JsonGenerator generator(Writer to) throws IOException {
        return new JsonFactory().createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private static void end(Writer to) {
        try {
            to.write('\n');
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Json text(String name, @Nullable String value) {
        return member(name, () -> value(value));
    }

    public Json text(String name, Optional<String> value) {
        return text(name, value.orElse(null));
    }

    public Json number(String name, long value) {
        return member(name, () -> generator.writeNumber(value));
    }

    public Json number(String name, Optional<? extends Number> value) {
        return member(name, () -> {
            if (value.isPresent()) {
                generator.writeNumber(value.get().longValue());
            } else {
                generator.writeNull();
            }
        });
    }

    public Json truth(String name, boolean value) {
        return member(name, () -> generator.writeBoolean(value));
    }

    public Json object(String name, Consumer<Json> members) {
        return member(name, () -> object(members));
    }

    /** Null where there is none. */
    public <T> Json object(String name, Optional<T> value, Consumer<T> members) {
        return member(name, () -> {
            if (value.isPresent()) {
                object(json -> members.accept(value.get()));
            } else {
                generator.writeNull();
            }
        });
    }

    /** An object for each. */
    public <T> Json list(String name, Iterable<T> values, Consumer<T> members) {
        return member(name, () -> {
            generator.writeStartArray();
            for (T value : values) {
                object(json -> members.accept(value));
            }
            generator.writeEndArray();
        });
    }

    public Json texts(String name, Iterable<? extends @Nullable String> values) {
        return member(name, () -> texts(values));
    }

    /** A member that is JSON already. */
    public Json raw(String name, String json) {
        return member(name, () -> generator.writeRawValue(json));
    }

    /** An element of an array: an array of texts. */
    Json texts(Iterable<? extends @Nullable String> values) {
        return part(() -> {
            generator.writeStartArray();
            for (String value : values) {
                value(value);
            }
            generator.writeEndArray();
        });
    }

    /** An element of an array: an object. */
    Json object(Consumer<Json> members) {
        return part(() -> {
            generator.writeStartObject();
            members.accept(this);
            generator.writeEndObject();
        });
    }

    /** A member whose elements come one at a time, until {@link #close}. */
    Json open(String name) {
        return member(name, generator::writeStartArray);
    }

    Json openObject() {
        return part(generator::writeStartObject);
    }

    Json closeObject() {
        return part(generator::writeEndObject);
    }

    Json close() {
        return part(generator::writeEndArray);
    }

    private void value(@Nullable String value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else {
            generator.writeString(value);
        }
    }

    private Json member(String name, Part value) {
        return part(() -> {
            generator.writeFieldName(name);
            value.write();
        });
    }

    private Json part(Part part) {
        try {
            part.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Part {
        void write() throws IOException;
    }
}
