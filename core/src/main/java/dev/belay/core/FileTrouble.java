package dev.belay.core;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What an {@link IOException} means, as a sentence: many of Java's say no more than which file it is about. */
public final class FileTrouble {
    private FileTrouble() {}

    public static String text(IOException e) {
        if (e instanceof FileSystemException about && about.getReason() == null && about.getFile() != null) {
            return text(about, about.getFile());
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * What failed and why, as one sentence that names a file once. What a storage throws is such a sentence already: it knows
     * better what it was about.
     *
     * @param failed what was tried, such as "cannot read /a"
     */
    public static String sentence(String failed, IOException e) {
        String reason = e instanceof FileSystemException about && named(failed, about) ? reason(about) : text(e);
        return reason.startsWith("cannot ") ? reason : failed + ": " + reason;
    }

    private static boolean named(String failed, FileSystemException about) {
        return about.getFile() != null && failed.endsWith(about.getFile());
    }

    private static String reason(FileSystemException about) {
        if (about.getReason() != null) {
            return about.getReason();
        }
        if (about instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (about instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (about instanceof DirectoryNotEmptyException) {
            return "it is not empty";
        }
        return text(about, "it");
    }

    /** What to do about one that stopped us from writing somewhere. */
    public static String hint(IOException e) {
        return hint(e, "is it the right place, and may you write there?");
    }

    /** What to do about one; {@code otherwise} where it does not say so itself. */
    public static String hint(IOException e, String otherwise) {
        if (e instanceof ServiceTrouble service) {
            return service.hint();
        }
        String said = String.valueOf(e.getMessage());
        return said.contains("No space left") || said.contains("quota exceeded")
                ? "make room there, or name another place"
                : otherwise;
    }

    private static String text(FileSystemException e, String file) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + file;
        }
        if (e instanceof AccessDeniedException) {
            return "this user has no permission for " + file;
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is already a " + file;
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "the folder " + file + " is not empty";
        }
        return e instanceof NotDirectoryException ? file + " is no folder" : file + " cannot be used";
    }
}
