package dev.belay.core.script;

import java.util.Optional;

/**
 * Something that a statement removes.
 *
 * @param kind as in {@link Created}
 * @param guarded whether it may be absent
 * @param on what it belongs to, as in {@link Created}
 */
public record Dropped(String kind, Name name, boolean guarded, Optional<Name> on) {}
