package dev.belay.core.doctor;

import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
import java.util.Optional;

/**
 * What is examined.
 *
 * @param journal where Belay's own table is or will be
 * @param history where the convention's table is or will be, if a convention is known
 */
public record Patient(
        ConnectionSettings connection, QualifiedName journal, Optional<QualifiedName> history, LockPolicy lock) {}
