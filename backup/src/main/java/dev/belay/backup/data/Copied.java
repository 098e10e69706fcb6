package dev.belay.backup.data;

import dev.belay.core.content.ContentHash;

/**
 * What came of a table, or a run of its pages.
 *
 * @param bytes as COPY gave them
 */
public record Copied(long bytes, ContentHash hash) {}
