package dev.belay.core.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The numbers under which runs exclude each other. Frozen: an old and a new Belay must mean the same lock. */
public final class LockKey {
    /** What Prisma's own engine locks. */
    public static final long PRISMA = 72707369L;

    /** Held in a temporary database by the process that uses it. */
    public static final long SCRATCH = hash("belay:scratch:1");

    /** Held in a database by the process that backs it up. */
    public static final long BACKUP = hash("belay:backup:1");

    private LockKey() {}

    /** Runs that keep the same history exclude each other. */
    public static long of(QualifiedName history) {
        return hash("belay:1:" + history);
    }

    private static long hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
