/**
 * What is in a database: an immutable model of a whole schema, read in one snapshot, that prints itself as SQL.
 *
 * <p>{@link dev.belay.core.catalog.CatalogReader} fills a {@link dev.belay.core.catalog.Catalog}; all else is a pure
 * function of it: the order of creation, the difference of two, the fingerprint.
 */
@NullMarked
package dev.belay.core.catalog;

import org.jspecify.annotations.NullMarked;
