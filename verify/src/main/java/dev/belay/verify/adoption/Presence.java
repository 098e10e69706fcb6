package dev.belay.verify.adoption;

/** How much of a migration is in a database. */
public enum Presence {
    /** The history says so already. */
    RECORDED,
    /** All that can be seen of it. */
    IN_PLACE,
    /** A part of it, or with other definitions. */
    PARTLY,
    /** Nothing. */
    MISSING,
    /** What it changes others change too, and as it is now it would be without them. Nobody can tell. */
    UNDONE,
    /** It changes nothing in the schema: rows, say. Nobody can tell. */
    UNSEEN,
    /** It, or one before it, could not be tried in the scratch. */
    UNTRIED
}
