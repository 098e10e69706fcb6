package dev.belay.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** The package-dependency map of a folder of classes, read by the JDK's own jdeps. */
public final class Architecture {
    private static final Pattern EDGE = Pattern.compile("(?m)^\\s+(dev\\.belay\\S*)\\s+-> (dev\\.belay\\S*)");

    private Architecture() {}

    /** Which package uses which others, without those that use none. */
    public static Map<String, Set<String>> edges(String... folders) {
        StringWriter out = new StringWriter();
        String[] arguments = new String[folders.length + 4];
        arguments[0] = "-verbose:package";
        arguments[1] = "-filter:package";
        arguments[2] = "--multi-release";
        arguments[3] = "base";
        System.arraycopy(folders, 0, arguments, 4, folders.length);
        ToolProvider.findFirst("jdeps").orElseThrow().run(new PrintWriter(out), new PrintWriter(out), arguments);
        Map<String, Set<String>> edges = new TreeMap<>();
        Matcher edge = EDGE.matcher(out.toString());
        while (edge.find()) {
            edges.computeIfAbsent(edge.group(1), from -> new TreeSet<>()).add(edge.group(2));
        }
        return edges;
    }
}
