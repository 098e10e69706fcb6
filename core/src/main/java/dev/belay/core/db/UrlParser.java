package dev.belay.core.db;

import static dev.belay.core.db.UrlText.decode;
import static dev.belay.core.db.UrlText.unreadable;

import dev.belay.core.BelayException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a URL of libpq's, Prisma's or JDBC's form into named parts. What the names mean is not its business. */
final class UrlParser {
    private static final String ENCODE = "write @ as %40, / as %2F, ? as %3F, : as %3A, # as %23 and % as %25";

    private final boolean jdbc;
    private final Map<String, String> parts = new LinkedHashMap<>();

    private UrlParser(boolean jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything behind {@code postgresql://}. */
    static Map<String, String> libpq(String rest) {
        UrlParser parser = new UrlParser(false);
        parser.authorityAndPath(rest);
        return parser.parts;
    }

    /** Everything behind {@code jdbc:postgresql:}. */
    static Map<String, String> jdbc(String rest) {
        UrlParser parser = new UrlParser(true);
        if (rest.startsWith("//")) {
            parser.authorityAndPath(rest.substring(2));
        } else {
            parser.path(rest.startsWith("/") ? rest : "/" + rest);
        }
        return parser.parts;
    }

    private void authorityAndPath(String rest) {
        int end = firstOf(rest, '/', '?');
        String authority = rest.substring(0, end);
        String path = rest.substring(end);
        int question = path.indexOf('?');
        if (path.startsWith("/")
                && path.substring(0, question < 0 ? path.length() : question).indexOf('@') >= 0) {
            throw unreadable(
                    "there is an @ behind the first /: the password (or the database's name) is not encoded", ENCODE);
        }
        int at = authority.lastIndexOf('@');
        if (at < 0 && path.indexOf('@') >= 0 && !portsAreNumbers(authority)) {
            throw unreadable("the password holds a character that ends it too early", ENCODE);
        }
        if (at >= 0) {
            userInfo(authority.substring(0, at));
        }
        hosts(authority.substring(at + 1));
        path(path);
    }

    private static int firstOf(String text, char one, char other) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == one || text.charAt(i) == other) {
                return i;
            }
        }
        return text.length();
    }

    private void userInfo(String text) {
        int colon = text.indexOf(':');
        put("user", decode(colon < 0 ? text : text.substring(0, colon), "user"));
        if (colon >= 0) {
            put("password", decode(text.substring(colon + 1), "password"));
        }
    }

    private void hosts(String text) {
        if (text.isEmpty()) {
            return;
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            int colon = one.indexOf(':', Math.max(0, one.indexOf(']')));
            String host = colon < 0 ? one : one.substring(0, colon);
            hosts.add(decode(unbracketed(host), "host"));
            ports.add(port(colon < 0 ? "" : one.substring(colon + 1)));
        }
        put("host", String.join(",", hosts));
        if (ports.stream().anyMatch(port -> !port.isEmpty())) {
            put("port", String.join(",", ports));
        }
    }

    private static String unbracketed(String host) {
        if (!host.startsWith("[")) {
            return host;
        }
        int close = host.indexOf(']');
        if (close != host.length() - 1) {
            throw unreadable("the address in brackets \"" + host + "\" is not closed", "write [::1]:5432");
        }
        return host.substring(1, close);
    }

    private static String port(String text) {
        if (!number(text)) {
            // Not quoted: it may be the rest of a password.
            throw unreadable("what follows the host's colon is not a port", "a port is a number; " + ENCODE);
        }
        return text;
    }

    private static boolean portsAreNumbers(String authority) {
        for (String one : authority.split(",", -1)) {
            int colon = one.indexOf(':', Math.max(0, one.indexOf(']')));
            if (colon >= 0 && !number(one.substring(colon + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean number(String text) {
        return text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void path(String path) {
        int question = path.indexOf('?');
        String database = question < 0 ? path : path.substring(0, question);
        if (database.length() > 1) {
            put("dbname", decode(database.substring(1), "database's name"));
        }
        if (question >= 0) {
            for (String pair : path.substring(question + 1).split("&", -1)) {
                parameter(pair);
            }
        }
    }

    private void parameter(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        if (equals <= 0) {
            // Not quoted: it may be the rest of a password.
            throw unreadable("a parameter is not a name, an = and a value", "separate parameters with &; " + ENCODE);
        }
        String name = decode(pair.substring(0, equals), "parameter's name");
        put(name, value(pair.substring(equals + 1), name));
    }

    private String value(String text, String name) {
        // The driver reads its own URLs as forms, where a plus is a blank.
        return jdbc && text.indexOf('+') >= 0 ? form(text, name) : decode(text, "value of \"" + name + "\"");
    }

    private static String form(String text, String name) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            BelayException unreadable = unreadable("the value of \"" + name + "\" is badly encoded", ENCODE);
            unreadable.addSuppressed(e);
            throw unreadable;
        }
    }

    private void put(String name, String value) {
        parts.put(name, value);
    }
}
