package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which publications of another database are followed ({@code pg_subscription}). A copy is made without a connection and
 * does nothing until somebody enables it: two databases must not drain one slot. So whether the original is enabled is no
 * part of the value.
 *
 * @param connection how the other database is reached; may hold a password ({@code subconninfo})
 * @param publications that it takes ({@code pg_subscription.subpublications})
 * @param slot the replication slot over there, if it has one ({@code subslotname})
 * @param binary whether values come in binary ({@code pg_subscription.subbinary})
 * @param streaming {@code on}, {@code off} or {@code parallel} (16)
 * @param twoPhase whether prepared transactions come when they are prepared ({@code subtwophasestate}, 15)
 * @param disableOnError whether an error stops it ({@code subdisableonerr}, 15)
 * @param passwordRequired whether its connection needs one ({@code pg_subscription.subpasswordrequired}, 16)
 * @param runAsOwner whether changes are made by its owner and not by those of the tables ({@code pg_subscription.subrunasowner}, 16)
 * @param failover whether its slot is kept on standbys ({@code pg_subscription.subfailover}, 17)
 * @param synchronousCommit with which it applies ({@code subsynccommit})
 * @param origin {@code any} or {@code none} (16)
 */
public record Subscription(
        Head head,
        String connection,
        List<String> publications,
        Optional<String> slot,
        boolean binary,
        String streaming,
        boolean twoPhase,
        boolean disableOnError,
        boolean passwordRequired,
        boolean runAsOwner,
        boolean failover,
        String synchronousCommit,
        String origin)
        implements CatalogObject {
    public Subscription {
        publications = List.copyOf(publications);
    }

    static Subscription of(Head head, Row row, Context context) {
        return new Subscription(
                head,
                row.text("connection"),
                row.texts("publications"),
                row.optional("slot"),
                row.flag("binary"),
                row.text("streaming"),
                row.flag("two_phase"),
                row.flag("disable_on_error"),
                row.flag("password_required"),
                row.flag("run_as_owner"),
                row.flag("failover"),
                row.text("synchronous_commit"),
                row.text("origin"));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference()
                + "\n    CONNECTION " + Identifier.literal(connection).strip()
                + "\n    PUBLICATION "
                + publications.stream().map(Identifier::spell).collect(joining(", "))
                + "\n    WITH (connect = false, slot_name = "
                + slot.map(name -> Identifier.literal(name).strip()).orElse("NONE")
                + ", streaming = " + streaming
                + (binary ? ", binary = true" : "")
                + (twoPhase ? ", two_phase = on" : "")
                + (disableOnError ? ", disable_on_error = true" : "")
                + (passwordRequired ? "" : ", password_required = false")
                + (runAsOwner ? ", run_as_owner = true" : "")
                + (failover ? ", failover = true" : "")
                + (synchronousCommit.equals("off")
                        ? ""
                        : ", synchronous_commit = " + Identifier.literal(synchronousCommit))
                + (origin.equals("any") ? "" : ", origin = " + Identifier.literal(origin))
                + ");\n";
    }
}
