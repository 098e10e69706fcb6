package dev.belay.core.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a statement does, read from its tokens: comments, quotes and case never fool it. Each answer is a fresh look. */
public final class Traits {
    private static final String UNLOCK_ALL = "pg_advisory_unlock_all";

    private final Statement statement;

    Traits(Statement statement) {
        this.statement = statement;
    }

    /** The leading keywords in upper case, with the kind of object: CREATE TABLE, ALTER TYPE, INSERT, … */
    public String verb() {
        Cursor words = statement.cursor();
        String first = words.keyword();
        words.next();
        if (!first.equals("create") && !first.equals("alter") && !first.equals("drop")) {
            return first.toUpperCase(Locale.ROOT);
        }
        Kinds.modifiers(words);
        return (first + " " + Kinds.read(words)).strip().toUpperCase(Locale.ROOT);
    }

    public Transaction transaction() {
        return TransactionRules.of(statement.cursor());
    }

    /** COMMIT AND CHAIN, ROLLBACK AND CHAIN: the next transaction begins at once. */
    public boolean chained() {
        return TransactionRules.chained(statement.cursor());
    }

    /** What it changes of what all databases of the server share, in a DO block too. Functions are not looked into. */
    public List<ServerWide> serverWide() {
        return ServerWideRules.of(statement.cursor(), Bodies.conditional(statement.cursor()));
    }

    /** Why the statement can never be run by Belay, or empty. */
    public Optional<String> forbiddenEntirely() {
        return statement.cursor().accept("discard", "all")
                ? Optional.of("DISCARD ALL would drop the lock that keeps other runners out")
                : Optional.empty();
    }

    /** Whether it calls pg_advisory_unlock_all, which would drop the lock that keeps other runners out. */
    public boolean unlocksAll() {
        Cursor words = statement.cursor();
        if (words.at("create")) {
            return false;
        }
        return calls(words.at("do") ? Bodies.of(words).orElse(words) : words);
    }

    private static boolean calls(Cursor words) {
        while (words.token() != Token.END) {
            Optional<String> name = words.identifier();
            if (name.isEmpty()) {
                words.next();
            } else if (name.get().equals(UNLOCK_ALL) && words.token() == Token.OPEN) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it reaches beyond the database it runs in: to roles, databases, tablespaces or settings that the whole server
     * shares, or to another server that it subscribes to. A statement that a function puts together is not seen.
     */
    public boolean reachesBeyondDatabase() {
        return verb().endsWith(" SUBSCRIPTION") || !serverWide().isEmpty();
    }

    /** SET TRANSACTION, which must come before everything else in its transaction. */
    public boolean setsTransaction() {
        return statement.cursor().accept("set", "transaction");
    }

    /** Whether it changes what holds for the rest of the session: SET without LOCAL, RESET, or set_config. */
    public boolean setsSession() {
        Cursor words = statement.cursor();
        if (words.at("reset")) {
            return true;
        }
        if (words.at("set")) {
            words.next();
            return !words.atAny("local", "transaction", "constraints");
        }
        return words.at("select")
                && statement.sql().toLowerCase(java.util.Locale.ROOT).contains("set_config(");
    }

    /** Whether it could make a session write that is set to read only. A function that does so is not seen. */
    public boolean liftsReadOnly() {
        String text = statement.sql().toLowerCase(Locale.ROOT);
        Cursor words = statement.cursor();
        if (words.accept("reset")) {
            return words.at("all") || text.contains("transaction_read_only");
        }
        boolean names = text.contains("transaction_read_only");
        if (!words.accept("set")) {
            return names && (words.at("do") || text.contains("set_config"));
        }
        if (!words.accept("session")) {
            words.accept("local");
        }
        return names || words.atAny("transaction", "characteristics");
    }

    /** Set for a statement that commits in several steps, whose effect must be looked up after a crash. */
    public Optional<Concurrent> concurrent() {
        return ConcurrentRules.of(statement.cursor());
    }

    /**
     * What it brings into being. In a DO block with a condition or an exception handler everything counts as guarded.
     */
    public List<Created> creates() {
        return Creations.of(statement.cursor(), Bodies.conditional(statement.cursor()));
    }

    public List<Dropped> drops() {
        return Drops.of(statement.cursor());
    }

    /** The table that an INSERT, MERGE or COPY puts rows into. */
    public Optional<Name> inserts() {
        return insertTargets().stream().findFirst();
    }

    /** All such tables, those of WITH queries and of a DO block too. */
    public List<Name> insertTargets() {
        return Inserts.of(statement.cursor());
    }
}
