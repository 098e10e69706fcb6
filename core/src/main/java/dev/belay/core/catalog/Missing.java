package dev.belay.core.catalog;

/**
 * An object that is in the database and could not be read, so that the catalog is without it.
 *
 * @param what the piece that is kept from us, such as {@code its connection string}
 * @param help what would let the reader see it: a statement for somebody with more rights
 */
public record Missing(ObjectId id, String what, String help) {}
