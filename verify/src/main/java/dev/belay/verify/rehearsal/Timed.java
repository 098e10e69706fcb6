package dev.belay.verify.rehearsal;

import java.time.Duration;

/**
 * One statement that was run.
 *
 * @param number its place in the script, counted from 1
 * @param line of the file
 * @param text its beginning, on one line
 * @param rows what the server counted, or -1
 */
public record Timed(int number, int line, String text, Duration took, long rows) {}
