package dev.belay.core.catalog;

/** What one server calls an object: the catalog it is listed in, and its OID. Never leaves the reader. */
record Handle(long catalog, long oid) {
    // The OIDs of catalogs are the same on every server.
    static final long PG_CLASS = 1259;
    static final long PG_ATTRDEF = 2604;
    static final long PG_EXTENSION = 3079;

    // There are many of them in many maps, and what the language makes for records is slow until it has run for long.
    @Override
    public int hashCode() {
        return Long.hashCode(oid * 31 + catalog);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Handle handle && handle.oid == oid && handle.catalog == catalog;
    }
}
