package dev.belay.core.catalog;

/** What one server calls an object: the catalog it is listed in, and its OID. Never leaves the reader. */
record Handle(long catalog, long oid) {
    // The OIDs of catalogs are the same on every server.
    static final long PG_CLASS = 1259;
    static final long PG_EXTENSION = 3079;
}
