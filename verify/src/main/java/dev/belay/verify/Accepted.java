package dev.belay.verify;

/** A finding that the project lives with, and why. */
public record Accepted(Finding finding, String reason) {}
