package dev.belay.tui.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a flat JSON object as texts, such as the journal keeps beside a line. */
final class JsonMembers {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonMembers() {}

    /** None where it is no object; what is not a single value is left out. */
    static Map<String, String> of(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(object)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return members;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken().isScalarValue()) {
                    members.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            // Somebody else wrote into the journal: what was understood is enough.
            return members;
        }
        return members;
    }
}
