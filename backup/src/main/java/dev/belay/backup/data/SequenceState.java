package dev.belay.backup.data;

/**
 * Where a sequence stands. It is of no snapshot: what others take meanwhile is taken for good.
 *
 * @param last the value given last, or the first to be given
 * @param called whether it has been given
 */
public record SequenceState(long last, boolean called) {}
