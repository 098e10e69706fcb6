package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two texts of {@code pg_dump}, compared entry by entry: how many entries of each type came out right. */
record DumpScore(Map<String, int[]> byType, List<String> wrong) {
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^-- (?:Data for )?Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: ?(.*)$");

    static DumpScore of(String original, String copy) {
        Map<String, String> expected = entries(original);
        Map<String, String> found = entries(copy);
        Map<String, int[]> byType = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        expected.forEach((name, text) -> {
            int[] score = byType.computeIfAbsent(type(name), type -> new int[2]);
            score[1]++;
            if (text.equals(found.get(name))) {
                score[0]++;
            } else {
                wrong.add("expected " + name + "\n" + text + "\nbut was\n" + found.getOrDefault(name, "nothing"));
            }
        });
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> wrong.add("too much: " + name + "\n" + found.get(name)));
        return new DumpScore(byType, wrong);
    }

    private static Map<String, String> entries(String dump) {
        Map<String, String> entries = new LinkedHashMap<>();
        String body = dump.replaceFirst("(?s)--\n-- PostgreSQL database dump complete.*", "");
        Matcher matcher = ENTRY.matcher(body);
        String name = "header";
        int from = 0;
        while (matcher.find()) {
            entries.merge(name, stripped(body.substring(from, matcher.start())), String::concat);
            name = matcher.group(2) + " " + matcher.group(3) + " " + matcher.group(1) + " " + matcher.group(4);
            from = matcher.end();
        }
        entries.merge(name, stripped(body.substring(from)), String::concat);
        return entries;
    }

    private static String stripped(String entry) {
        return entry.replaceFirst("^\\s*--\\s*", "").replaceFirst("\\s*--\\s*$", "");
    }

    private static String type(String entry) {
        return entry.replaceFirst("^([A-Z]+(?: [A-Z]+)*) .*", "$1");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byType.forEach((type, score) -> text.append(String.format("%4d of %4d  %s%n", score[0], score[1], type)));
        wrong.stream().limit(40).forEach(one -> text.append("\n").append(one));
        return text.toString();
    }
}
