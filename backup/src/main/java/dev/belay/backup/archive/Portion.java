package dev.belay.backup.archive;

/** What a restore of everything wants of an entry, and how a script announces it. */
enum Portion {
    /** Settings, and what is about the database as a whole, which the target already is. */
    NOTHING(""),
    DEFINITION(""),
    STATISTICS("Statistics for "),
    DATA("Data for ");

    private static final String VIA_ROOT = "-- load via partition root ";

    private final String prefix;

    Portion(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    static Portion of(TocEntry entry) {
        if (entry.hasData()) {
            return DATA;
        }
        return switch (entry.kind()) {
            case "ENCODING", "STDSTRINGS", "SEARCHPATH", "DATABASE", "DATABASE PROPERTIES", "<Init>" -> NOTHING;
            case "STATISTICS DATA" -> STATISTICS;
            case "ACL", "COMMENT", "SECURITY LABEL" ->
                entry.tag().startsWith("DATABASE ") ? NOTHING : definition(entry);
            case "SEQUENCE SET", TocEntry.LARGE_OBJECT, TocEntry.LARGE_OBJECT_GROUP -> DEFINITION;
            default -> definition(entry);
        };
    }

    private static Portion definition(TocEntry entry) {
        return hasDefinition(entry) ? DEFINITION : NOTHING;
    }

    /** Whether an entry creates something; for data the text may be only a remark. */
    static boolean hasDefinition(TocEntry entry) {
        return entry.definition()
                .filter(sql -> !sql.isEmpty() && !sql.startsWith(VIA_ROOT))
                .isPresent();
    }
}
