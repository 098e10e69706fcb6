package dev.belay.tui;

import java.util.Optional;

/**
 * How an archive is drilled.
 *
 * @param on {@code target}, {@code embedded}, or a place; empty for the target's server where that is allowed
 * @param verify whether what was restored is held against the spec of the project
 */
public record DrillWish(Optional<String> on, boolean verify) {}
