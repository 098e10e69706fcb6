package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A base type ({@code pg_type}): how its values are stored, and the functions that read and write them.
 *
 * @param length in bytes, or {@code variable} ({@code typlen})
 * @param input from text ({@code pg_type.typinput})
 * @param output to text ({@code pg_type.typoutput})
 * @param receive from binary ({@code pg_type.typreceive})
 * @param send to binary ({@code pg_type.typsend})
 * @param modifierInput reads type modifiers ({@code typmodin})
 * @param modifierOutput prints type modifiers ({@code typmodout})
 * @param analyze collects statistics ({@code pg_type.typanalyze})
 * @param subscript the function behind {@code value[1]} of such a type
 * @param element of a fixed-length array type ({@code typelem})
 * @param defaultValue as text that the input function reads ({@code typdefault})
 * @param collatable whether its values have a collation ({@code typcollation})
 * @param category one letter; {@code U} is that of user-defined types ({@code pg_type.typcategory})
 * @param preferred within its category ({@code pg_type.typispreferred})
 * @param delimiter of array elements ({@code typdelim})
 * @param alignment {@code char}, {@code int2}, {@code int4} or {@code double} ({@code typalign})
 * @param storage {@code plain}, {@code external}, {@code extended} or {@code main} ({@code pg_type.typstorage})
 * @param byValue whether a value is passed itself, and not where it lies ({@code typbyval})
 */
public record BaseType(
        Head head,
        String length,
        String input,
        String output,
        Optional<String> receive,
        Optional<String> send,
        Optional<String> modifierInput,
        Optional<String> modifierOutput,
        Optional<String> analyze,
        Optional<String> subscript,
        Optional<String> element,
        Optional<String> defaultValue,
        boolean collatable,
        String category,
        boolean preferred,
        String delimiter,
        String alignment,
        String storage,
        boolean byValue)
        implements CatalogObject {
    static BaseType of(Head head, Row row, Context context) {
        return new BaseType(
                head,
                row.text("length"),
                row.text("input"),
                row.text("output"),
                row.optional("receive"),
                row.optional("send"),
                row.optional("modifier_input"),
                row.optional("modifier_output"),
                row.optional("analyze_function"),
                row.optional("subscript"),
                row.optional("element"),
                row.optional("default_value"),
                row.flag("collatable"),
                row.text("category"),
                row.flag("preferred"),
                row.text("delimiter"),
                row.text("alignment"),
                row.text("storage"),
                row.flag("by_value"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses()
                .add("INTERNALLENGTH", length)
                .add("INPUT", input)
                .add("OUTPUT", output)
                .add("RECEIVE", receive)
                .add("SEND", send)
                .add("TYPMOD_IN", modifierInput)
                .add("TYPMOD_OUT", modifierOutput)
                .add("ANALYZE", analyze)
                .add("SUBSCRIPT", subscript)
                .add("ELEMENT", element)
                .addText("DEFAULT", defaultValue)
                .addIf(collatable, "COLLATABLE = true")
                .addIf(!category.equals("U"), "CATEGORY = " + Clauses.literal(category))
                .addIf(preferred, "PREFERRED = true")
                .addIf(!delimiter.equals(","), "DELIMITER = " + Clauses.literal(delimiter))
                .add("ALIGNMENT", alignment)
                .add("STORAGE", storage)
                .addIf(byValue, "PASSEDBYVALUE");
        return "CREATE " + reference() + clauses.sql() + ";\n";
    }

    /** Its functions need the type as the type needs them: neither goes without the other. */
    @Override
    public String drop() {
        return "DROP " + reference() + " CASCADE;\n";
    }

    @Override
    public Optional<Stub> stub() {
        return Optional.of(ShellType.stub(this));
    }
}
