package dev.belay.core.migration;

/**
 * The name by which a history knows a migration: opaque text. Its order belongs to the convention, because 1.10 comes
 * after 1.9 in one and before it in another.
 */
public record Version(String text) {
    public Version {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a version cannot be empty");
        }
    }

    /** Written out, like {@link #hashCode}: what the compiler would make is linked at the start of each short command. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && text.equals(version.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
