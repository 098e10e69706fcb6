package dev.belay.verify.adoption;

import dev.belay.core.catalog.SchemaDiff;

/**
 * What a database shows of one migration.
 *
 * @param found how many facts are as the migration leaves them
 * @param facts how many tell something
 * @param difference from what should be there to what is
 */
public record Evidence(Presence presence, int found, int facts, SchemaDiff difference) {}
