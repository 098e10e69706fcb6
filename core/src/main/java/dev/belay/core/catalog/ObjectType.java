package dev.belay.core.catalog;

import static dev.belay.core.catalog.Section.POST_DATA;
import static dev.belay.core.catalog.Section.PRE_DATA;

import java.util.Locale;

/**
 * The sorts of objects a database has. Among objects that do not depend on each other those of a lower {@link #rank} are
 * created first; types of one rank are created by name.
 */
public enum ObjectType {
    /** The one that the schema lies in; only where schemas are compared. */
    DATABASE(0, PRE_DATA, "DATABASE"),
    SCHEMA(1, PRE_DATA, "SCHEMA"),
    LANGUAGE(2, PRE_DATA, "LANGUAGE", "PROCEDURAL LANGUAGE"),
    COLLATION(3, PRE_DATA, "COLLATION"),
    TRANSFORM(4, PRE_DATA, "TRANSFORM"),
    EXTENSION(5, PRE_DATA, "EXTENSION"),
    TYPE(6, PRE_DATA, "TYPE"),
    DOMAIN(6, PRE_DATA, "DOMAIN"),
    CAST(7, PRE_DATA, "CAST"),
    FUNCTION(8, PRE_DATA, "FUNCTION"),
    PROCEDURE(8, PRE_DATA, "PROCEDURE"),
    AGGREGATE(9, PRE_DATA, "AGGREGATE"),
    ACCESS_METHOD(10, PRE_DATA, "ACCESS METHOD"),
    OPERATOR(11, PRE_DATA, "OPERATOR"),
    OPERATOR_FAMILY(12, PRE_DATA, "OPERATOR FAMILY"),
    OPERATOR_CLASS(12, PRE_DATA, "OPERATOR CLASS"),
    CONVERSION(13, PRE_DATA, "CONVERSION"),
    TEXT_SEARCH_PARSER(14, PRE_DATA, "TEXT SEARCH PARSER"),
    TEXT_SEARCH_TEMPLATE(15, PRE_DATA, "TEXT SEARCH TEMPLATE"),
    TEXT_SEARCH_DICTIONARY(16, PRE_DATA, "TEXT SEARCH DICTIONARY"),
    TEXT_SEARCH_CONFIGURATION(17, PRE_DATA, "TEXT SEARCH CONFIGURATION"),
    FOREIGN_DATA_WRAPPER(18, PRE_DATA, "FOREIGN DATA WRAPPER"),
    SERVER(19, PRE_DATA, "SERVER"),
    USER_MAPPING(19, PRE_DATA, "USER MAPPING"),
    TABLE(20, PRE_DATA, "TABLE"),
    FOREIGN_TABLE(20, PRE_DATA, "FOREIGN TABLE"),
    SEQUENCE(20, PRE_DATA, "SEQUENCE"),
    VIEW(20, PRE_DATA, "VIEW"),
    MATERIALIZED_VIEW(20, PRE_DATA, "MATERIALIZED VIEW"),
    LARGE_OBJECT(30, PRE_DATA, "LARGE OBJECT", "BLOB"),
    CONSTRAINT(40, POST_DATA, "CONSTRAINT"),
    INDEX(41, POST_DATA, "INDEX"),
    STATISTICS(43, POST_DATA, "STATISTICS"),
    RULE(44, POST_DATA, "RULE"),
    TRIGGER(45, POST_DATA, "TRIGGER"),
    FOREIGN_KEY(46, POST_DATA, "CONSTRAINT", "FK CONSTRAINT"),
    ROW_SECURITY(47, POST_DATA, "TABLE", "ROW SECURITY"),
    POLICY(47, POST_DATA, "POLICY"),
    PUBLICATION(48, POST_DATA, "PUBLICATION"),
    PUBLICATION_TABLE(49, POST_DATA, "PUBLICATION", "PUBLICATION TABLE"),
    PUBLICATION_SCHEMA(50, POST_DATA, "PUBLICATION", "PUBLICATION TABLES IN SCHEMA"),
    SUBSCRIPTION(51, POST_DATA, "SUBSCRIPTION"),
    DEFAULT_PRIVILEGES(53, POST_DATA, "DEFAULT PRIVILEGES", "DEFAULT ACL"),
    EVENT_TRIGGER(54, POST_DATA, "EVENT TRIGGER"),
    /** Grants on an object that is there before anything is created: one of an extension, or of the server itself. */
    MEMBER_PRIVILEGES(60, PRE_DATA, "", "ACL"),
    /** Something that no kind is for; never read, only named as missing. */
    UNKNOWN(99, POST_DATA, "", "UNKNOWN");

    private final int rank;
    private final Section section;
    private final String words;
    private final String description;
    private final String spoken;

    ObjectType(int rank, Section section, String words) {
        this(rank, section, words, words);
    }

    ObjectType(int rank, Section section, String words, String description) {
        this.rank = rank;
        this.section = section;
        this.words = words;
        this.description = description;
        this.spoken = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Lower comes first. */
    int rank() {
        return rank;
    }

    Section section() {
        return section;
    }

    /** As people call it: {@code foreign key}. */
    String spoken() {
        return spoken;
    }

    /** As SQL calls it, after {@code DROP}, {@code COMMENT ON} or {@code ALTER}. */
    public String words() {
        return words;
    }

    /** As the table of contents of PostgreSQL's archives calls it. */
    public String description() {
        return description;
    }
}
