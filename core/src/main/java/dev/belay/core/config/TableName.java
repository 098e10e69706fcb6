package dev.belay.core.config;

import java.util.Optional;

/** A table of which the project may have said something; the convention knows the rest. */
public record TableName(Optional<String> schema, Optional<String> table) {}
