/**
 * PostgreSQL's archive formats (directory, custom, tar), read and written without any tool of PostgreSQL's.
 *
 * <p>{@link dev.belay.backup.archive.Toc} is the value in the middle: an {@link dev.belay.backup.archive.ArchiveReader}
 * finds one, an {@link dev.belay.backup.archive.ArchiveWriter} is given one, and
 * {@link dev.belay.backup.archive.Export} goes from the one to the other. What is read is checked: input that is cut or
 * damaged is an error of kind INTEGRITY wherever the format can tell.
 */
@NullMarked
package dev.belay.backup.archive;

import org.jspecify.annotations.NullMarked;
