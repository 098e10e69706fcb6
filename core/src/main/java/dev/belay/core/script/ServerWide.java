package dev.belay.core.script;

import java.util.Optional;

/**
 * What a statement changes of what all databases of a server share, such as roles: it stays when the database goes.
 *
 * @param words what is done, such as {@code CREATE ROLE}
 * @param unlessThere the role that is made only where there is none of this name
 */
public record ServerWide(String words, Optional<String> unlessThere) {}
