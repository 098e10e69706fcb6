package dev.belay.core.apply;

import dev.belay.core.migration.Body;
import dev.belay.core.script.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a convention has run beside its migrations.
 *
 * @param bootstrap before the history begins; empty when it has begun
 * @param onAbort when a run up fails
 */
record ConventionScripts(Optional<Script> bootstrap, Optional<Script> onAbort) {
    static final ConventionScripts NONE = new ConventionScripts(Optional.empty(), Optional.empty());

    /**
     * Those of a run up.
     *
     * @throws dev.belay.core.BelayException of kind USAGE when one cannot run in one transaction, be it its turn or not
     */
    static ConventionScripts of(Workplace place, Connection connection) throws SQLException {
        Optional<Script> bootstrap = place.convention().bootstrap().map(Body::script);
        Optional<Script> onAbort = place.convention().onAbort().map(Body::script);
        bootstrap.ifPresent(OneTransaction::of);
        onAbort.ifPresent(OneTransaction::of);
        boolean first = bootstrap.isPresent() && Locked.beginsHistory(place, connection);
        return new ConventionScripts(bootstrap.filter(script -> first), onAbort);
    }
}
