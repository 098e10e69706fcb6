package dev.belay.core.activity;

/**
 * A lock, or the wish for one.
 *
 * @param mode as the server calls it, such as {@code AccessExclusiveLock}
 * @param on what is locked: {@code public.users}, {@code a row of public.users}, {@code the end of a transaction}
 */
public record Lock(String mode, String on) {
    @Override
    public String toString() {
        return mode + " on " + on;
    }
}
