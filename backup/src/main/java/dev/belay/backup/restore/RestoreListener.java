package dev.belay.backup.restore;

/** Hears how a restore goes, from several threads. */
public interface RestoreListener {
    /** Nobody. */
    RestoreListener SILENT = new RestoreListener() {};

    /**
     * What there is to do.
     *
     * @param bytes about as many as will go to the server; 0 where nobody knows
     */
    default void planned(int steps, long bytes) {}

    /** Somebody has begun something. */
    default void begun(String label) {}

    /** So many bytes more went to the server. */
    default void sent(long bytes) {}

    /** Something has ended. */
    default void ended(ObjectResult result) {}

    /** Something to know that is no error. */
    default void noted(String text) {}
}
