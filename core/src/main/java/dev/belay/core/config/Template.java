package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Fills {@code ${NAME}} and {@code ${NAME:-default}} from the environment's variables; a doubled dollar stands for one. */
final class Template {
    private final Map<String, String> variables;
    private final String key;
    private final String where;

    private Template(Map<String, String> variables, String key, String where) {
        this.variables = variables;
        this.key = key;
        this.where = where;
    }

    /** The key and the place are for messages. */
    static String expand(String text, Map<String, String> variables, String key, String where) {
        return text.contains("${") ? new Template(variables, key, where).expand(text) : text;
    }

    static boolean holdsVariables(YamlNode node) {
        if (node instanceof YamlNode.Text text) {
            return text.text().contains("${");
        }
        Collection<YamlNode> below = node instanceof YamlNode.Items list
                ? list.items()
                : ((YamlNode.Mapping) node).entries().values();
        for (YamlNode one : below) {
            if (holdsVariables(one)) {
                return true;
            }
        }
        return false;
    }

    /** The names of the variables that a text asks for, defaults included. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
            int end = at + 2;
            while (end < text.length() && nameCharacter(text.charAt(end))) {
                end++;
            }
            if (at == 0 || text.charAt(at - 1) != '$') {
                names.add(text.substring(at + 2, end));
            }
        }
        return names;
    }

    private String expand(String text) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                result.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = end(text, at + 2);
                result.append(value(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                result.append(text.charAt(at++));
            }
        }
        return result.toString();
    }

    private int end(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw error("holds a \"${\" without its \"}\"", "close it, or write $${ for the two characters themselves");
    }

    private String value(String reference) {
        int length = 0;
        while (length < reference.length() && nameCharacter(reference.charAt(length))) {
            length++;
        }
        String name = reference.substring(0, length);
        String rest = reference.substring(length);
        boolean wellFormed = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        if (!wellFormed || !(rest.isEmpty() || rest.startsWith(":-"))) {
            throw error(
                    "holds a ${…} that is not the name of a variable",
                    "write ${NAME} or ${NAME:-default}, or $${ for the two characters themselves");
        }
        String value = variables.get(name);
        if (!rest.isEmpty()) {
            return value == null || value.isEmpty() ? expand(rest.substring(2)) : value;
        }
        if (value == null) {
            throw new BelayException(
                    Kind.USAGE,
                    where + ": \"" + key + "\" needs the variable " + name + ", and it is not set",
                    "set " + name + ", or give it a default: ${" + name + ":-…}");
        }
        return value;
    }

    private static boolean nameCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    private BelayException error(String message, String hint) {
        return new BelayException(Kind.USAGE, where + ": \"" + key + "\" " + message, hint);
    }
}
