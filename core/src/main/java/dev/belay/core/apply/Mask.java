package dev.belay.core.apply;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hides the values of variables whose names say that they are secrets, wherever text of a script is shown or kept. */
public final class Mask {
    /** Hides nothing. */
    public static final Mask NONE = new Mask(List.of());

    private static final List<String> TELLING = List.of("pass", "secret", "token", "key", "credential");
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    public static Mask of(Map<String, String> variables) {
        return new Mask(variables.entrySet().stream()
                .filter(variable ->
                        tells(variable.getKey()) && variable.getValue().length() >= SHORTEST)
                .map(Map.Entry::getValue)
                // A long secret may hold a short one.
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList());
    }

    private static boolean tells(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TELLING.stream().anyMatch(lower::contains);
    }

    public String hide(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        return masked;
    }
}
