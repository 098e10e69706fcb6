package dev.belay.core.db;

/** A password or a token: prints as stars wherever it ends up, unless somebody asks for it by name. */
public final class Secret {
    /** What is shown instead of any secret. */
    public static final String MASK = "****";

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
