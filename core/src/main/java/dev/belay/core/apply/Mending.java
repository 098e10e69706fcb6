package dev.belay.core.apply;

import dev.belay.core.migration.Version;

/** What a person says where only a person can know how a migration stands, as it is typed. */
public enum Mending {
    /** It is in the database. */
    APPLIED("resolve --applied"),
    /** It is not in the database. */
    ROLLED_BACK("resolve --rolled-back"),
    /** The statement that nobody could tell about did not happen. */
    RETRY("resolve --retry"),
    /** That statement has happened. */
    SKIP("resolve --skip"),
    /** The changed file is what was applied. */
    REPAIR("repair");

    private final String words;

    Mending(String words) {
        this.words = words;
    }

    /** The command, with the reason to be filled in. */
    public String of(Version version) {
        return "belay " + words + " " + version + " --reason \"…\"";
    }
}
