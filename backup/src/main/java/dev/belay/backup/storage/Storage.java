package dev.belay.backup.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A place that keeps archives, each in a folder of its own: {@code <database>/<UTC time>-<id>/}. Names are relative to it
 * and have slashes. Several threads may use it at once.
 *
 * <p>What fails is an {@link IOException} whose message says what and where, and is fit for a person; whoever knows the
 * command makes it a failure of kind BACKUP.
 */
public interface Storage extends AutoCloseable {
    /** As messages name it, without secrets: {@code /var/backups} or {@code s3://bucket/prefix}. */
    String name();

    /**
     * All that lies below a folder.
     *
     * @param folder empty for everything; a folder that is not there has nothing
     */
    Contents contents(String folder) throws IOException;

    /** All files below a folder, sorted by name; an error where some of them cannot be seen. */
    default List<StoredFile> list(String folder) throws IOException {
        return contents(folder).whole();
    }

    /**
     * The files that lie in a folder itself, and not in one below it, sorted by name.
     *
     * @param folder empty for the top
     */
    List<StoredFile> files(String folder) throws IOException;

    /** One file; empty where there is none of that name. */
    Optional<StoredFile> find(String file) throws IOException;

    /**
     * The bytes of a file from a place to its end. A connection that breaks in the middle is taken up again.
     *
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    InputStream read(String file, long from) throws IOException;

    /**
     * A new folder, which nobody takes for an archive until it is committed.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one of that name
     */
    Draft draft(String folder) throws IOException;

    /**
     * Adds a small file to a folder that is committed already, or replaces it there, whole or not at all: what was found out
     * about an archive after it was made.
     */
    void put(String file, byte[] content) throws IOException;

    /** Deletes files in this order; those that are gone already are no error. Folders that become empty go too. */
    void delete(Collection<String> files) throws IOException;

    /** What drafts have written that are not finished: some are at work, others were left behind by a killed process. */
    List<Leftover> leftovers() throws IOException;

    /** Takes one of them away. One that is gone already is no error; one that somebody is known to work on stays. */
    void discard(Leftover leftover) throws IOException;

    @Override
    void close();
}
