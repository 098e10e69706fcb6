package dev.belay.backup.archive;

/** The three times that a restore goes through the entries: privileges come after data, and some things after them. */
public enum RestorePass {
    MAIN,
    PRIVILEGES,
    AFTER_PRIVILEGES;

    public static RestorePass of(TocEntry entry) {
        if (entry.privileges()) {
            return PRIVILEGES;
        }
        return switch (entry.kind()) {
            case "EVENT TRIGGER", "MATERIALIZED VIEW DATA" -> AFTER_PRIVILEGES;
            case "COMMENT", "SECURITY LABEL" -> entry.tag().startsWith("EVENT TRIGGER ") ? AFTER_PRIVILEGES : MAIN;
            case "STATISTICS DATA" -> entry.section() == Section.POST_DATA ? AFTER_PRIVILEGES : MAIN;
            default -> MAIN;
        };
    }
}
