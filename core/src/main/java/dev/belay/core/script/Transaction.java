package dev.belay.core.script;

/** How a statement gets on with transactions. */
public enum Transaction {
    /** Runs in one like any other. */
    JOINS,
    /** Refuses to run inside a transaction block. */
    FORBIDDEN,
    /** May end the transaction it runs in: CALL, or a DO block that commits or calls. */
    MAY_COMMIT,
    BEGIN,
    COMMIT,
    ROLLBACK,
    /** SAVEPOINT, RELEASE and ROLLBACK TO. */
    SAVEPOINT,
    /** The statements of two-phase commit. */
    OTHER_CONTROL
}
