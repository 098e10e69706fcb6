package dev.belay.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A JSON object of which each field is taken exactly once, and must be of the type that it is asked for. */
final class JsonObject {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int DEEPEST = 4;
    private static final Object NULL = new Object();

    private final String file;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private JsonObject(String file) {
        this.file = file;
    }

    static JsonObject parse(byte[] text, String file) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonObject object = new JsonObject(file);
            object.fill(parser, 1);
            if (parser.nextToken() != null) {
                throw object.damaged("something follows its end");
            }
            return object;
        } catch (IOException e) {
            throw new BelayException(Kind.INTEGRITY, message(file, "it is no JSON"), "", e);
        }
    }

    private void fill(JsonParser parser, int depth) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT || depth > DEEPEST) {
            throw damaged("it has no object where one belongs");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser, depth));
        }
    }

    private Object value(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                JsonObject object = new JsonObject(file);
                object.fill(parser, depth + 1);
                yield object;
            }
            case START_ARRAY -> {
                List<String> texts = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() != JsonToken.VALUE_STRING) {
                        throw damaged("a list holds something else than texts");
                    }
                    texts.add(parser.getText());
                }
                yield texts;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> throw damaged("it holds " + parser.getText());
        };
    }

    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** For fields that older versions did not write. */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    private <T> T take(String name, Class<T> type) {
        Object value = fields.remove(name);
        if (!type.isInstance(value)) {
            throw damaged(value == null ? "it has no " + name : name + " is something else than it should be");
        }
        return type.cast(value);
    }

    String text(String name) {
        return take(name, String.class);
    }

    Optional<String> optionalText(String name) {
        if (fields.get(name) == NULL) {
            fields.remove(name);
            return Optional.empty();
        }
        return Optional.of(text(name));
    }

    /** Never a negative one. */
    long number(String name) {
        long number = take(name, Long.class);
        if (number < 0) {
            throw damaged(name + " is " + number);
        }
        return number;
    }

    boolean flag(String name) {
        return take(name, Boolean.class);
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw damaged(name + " is no time: " + text);
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E one : type.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
                return one;
            }
        }
        throw damaged(name + " is " + text);
    }

    @SuppressWarnings("unchecked") // no other list is ever made
    List<String> texts(String name) {
        return List.copyOf((List<String>) take(name, List.class));
    }

    JsonObject object(String name) {
        return take(name, JsonObject.class);
    }

    void requireNoMore() {
        if (!fields.isEmpty()) {
            throw damaged("it has a field " + fields.keySet().iterator().next() + " that does not belong there");
        }
    }

    BelayException newer(long format) {
        return new BelayException(
                Kind.INTEGRITY, message(file, "it is of format " + format), "a newer version of Belay may know it");
    }

    BelayException damaged(String what) {
        return new BelayException(
                Kind.INTEGRITY,
                message(file, what),
                "it is damaged: use another copy of the archive, or another backup");
    }

    private static String message(String file, String what) {
        return file + " cannot be used: " + what;
    }
}
