package dev.belay.backup.archive;

/**
 * What a file of an archive must be, as it is stored: compressed, encrypted.
 *
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
public record ExpectedFile(long size, String sha256) {}
