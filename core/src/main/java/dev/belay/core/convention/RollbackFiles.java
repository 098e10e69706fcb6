package dev.belay.core.convention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the files in a folder undo which others. To {@code add_x} belong {@code rollback_add_x.sql} and
 * {@code add_x.rollback.sql}, and {@code rollback_x.sql} if no other file is an x: {@code 001_x} and
 * {@code 001_add_x} are.
 */
final class RollbackFiles {
    private static final String BEFORE = "rollback_";
    private static final String AFTER = ".rollback";

    private final Map<String, String> files = new HashMap<>();
    private final List<String> stems = new ArrayList<>();
    private final Map<String, String> rollbacks = new HashMap<>();

    RollbackFiles(List<String> scripts) {
        Set<String> left = new LinkedHashSet<>();
        for (String script : scripts) {
            String stem = ProgramFile.stem(script);
            String other = files.putIfAbsent(stem, script);
            if (other != null) {
                throw Refusal.duplicate(stem, other, script);
            }
            if (stem.startsWith(BEFORE) || stem.endsWith(AFTER)) {
                left.add(stem);
            } else {
                stems.add(stem);
            }
        }
        stems.forEach(stem -> exact(stem, left));
        if (!left.isEmpty()) {
            Map<String, List<String>> byShortName = byShortName();
            List.copyOf(left).forEach(rollback -> shortened(rollback, byShortName, left));
        }
        if (!left.isEmpty()) {
            String names = String.join(", ", left.stream().map(this::file).toList());
            throw Refusal.of(
                    "no migration belongs to " + names,
                    "name it after the one it undoes: rollback_<name>.sql, or move it to another folder");
        }
    }

    private void exact(String stem, Set<String> left) {
        boolean before = left.remove(BEFORE + stem);
        boolean after = left.remove(stem + AFTER);
        if (before && after) {
            throw Refusal.of(
                    "two files undo \"" + file(stem) + "\": \"" + file(BEFORE + stem) + "\" and \"" + file(stem + AFTER)
                            + "\"",
                    "keep one of them");
        }
        if (before || after) {
            rollbacks.put(stem, file(before ? BEFORE + stem : stem + AFTER));
        }
    }

    /** The migrations that nothing undoes yet, by the shorter names that their rollback files may have. */
    private Map<String, List<String>> byShortName() {
        Map<String, List<String>> stemsByName = new HashMap<>();
        for (String stem : stems) {
            if (!rollbacks.containsKey(stem)) {
                String unnumbered = stem.replaceFirst("^\\d+_", "");
                Set<String> names = new LinkedHashSet<>(
                        List.of(unnumbered, unnumbered.replaceFirst("^add_", ""), stem.replaceFirst("^add_", "")));
                names.forEach(name -> stemsByName
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(stem));
            }
        }
        return stemsByName;
    }

    private void shortened(String rollback, Map<String, List<String>> byShortName, Set<String> left) {
        String name = rollback.startsWith(BEFORE) ? rollback.substring(BEFORE.length()) : "";
        List<String> fits = byShortName.getOrDefault(name, List.of()).stream()
                .filter(stem -> !rollbacks.containsKey(stem))
                .toList();
        if (fits.size() > 1) {
            throw Refusal.of(
                    "\"" + file(rollback) + "\" could undo "
                            + String.join(" or ", fits.stream().map(this::file).toList()),
                    "name it rollback_<name>.sql after one of them");
        }
        if (fits.size() == 1) {
            rollbacks.put(fits.get(0), file(rollback));
            left.remove(rollback);
        }
    }

    /** The name of the file. */
    String file(String stem) {
        return files.getOrDefault(stem, stem + ".sql");
    }

    /** The names of the files that are migrations, without their ending. */
    List<String> stems() {
        return List.copyOf(stems);
    }

    Optional<String> of(String stem) {
        return Optional.ofNullable(rollbacks.get(stem));
    }
}
