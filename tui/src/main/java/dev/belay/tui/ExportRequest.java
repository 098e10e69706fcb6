package dev.belay.tui;

import dev.belay.backup.archive.ArchiveFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an archive is to become.
 *
 * @param format empty for SQL
 * @param to a folder or file that is not there yet
 */
public record ExportRequest(Optional<ArchiveFormat> format, Path to) {}
