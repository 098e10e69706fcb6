package dev.belay.core.migration;

/** Which way a migration is run. */
public enum Direction {
    UP,
    DOWN
}
