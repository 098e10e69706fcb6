package dev.belay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** Where a server of the developer's own is, from a URL in the form of libpq or of JDBC. */
record ServerAddress(String host, int port, String user, String password) {
    static ServerAddress of(String url) {
        URI uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        if (uri.getHost() == null || !String.valueOf(uri.getScheme()).startsWith("postgres")) {
            throw new IllegalArgumentException("BELAY_TEST_URL is no URL of a PostgreSQL server on a host");
        }
        Map<String, String> said = new HashMap<>(Map.of("user", "postgres", "password", ""));
        String[] login = String.valueOf(uri.getRawUserInfo()).split(":", 2);
        if (uri.getRawUserInfo() != null) {
            said.put("user", decoded(login[0]));
            said.put("password", login.length == 2 ? decoded(login[1]) : "");
        }
        if (uri.getRawQuery() != null) {
            for (String setting : uri.getRawQuery().split("&", -1)) {
                String[] pair = setting.split("=", 2);
                said.put(pair[0], pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new ServerAddress(uri.getHost(), port, said.get("user"), said.get("password"));
    }

    /** A plus sign is one: only forms mean a blank by it. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
