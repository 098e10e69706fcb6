package dev.belay.core.catalog;

/** Where in a script or an archive an object is created, seen from the rows: PostgreSQL's three sections. */
public enum Section {
    PRE_DATA,
    DATA,
    POST_DATA
}
