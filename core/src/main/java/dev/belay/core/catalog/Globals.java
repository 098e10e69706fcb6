package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What all databases of a server share: roles and what they are members of, their settings and rights on parameters, and
 * tablespaces. The server's own ({@code pg_…}) are left out.
 *
 * @param major the version of the server
 * @param roles all of them, the first superuser too ({@code pg_roles})
 * @param settings of everybody ({@code ALTER ROLE ALL SET})
 * @param memberships which role is in which ({@code pg_auth_members})
 * @param parameters on which something was granted ({@code pg_parameter_acl})
 * @param tablespaces but for the two of every server ({@code pg_tablespace})
 * @param unread what the reading role may not see
 */
public record Globals(
        int major,
        List<Role> roles,
        List<Setting> settings,
        List<Membership> memberships,
        List<Parameter> parameters,
        List<Tablespace> tablespaces,
        List<Unread> unread) {
    public Globals {
        roles = List.copyOf(roles);
        settings = List.copyOf(settings);
        memberships = List.copyOf(memberships);
        parameters = List.copyOf(parameters);
        tablespaces = List.copyOf(tablespaces);
        unread = List.copyOf(unread);
    }

    /**
     * A role ({@code pg_roles}).
     *
     * @param initial whether it is the superuser with whom the server was made
     * @param password its hash; empty when it has none, or when it was not asked for or not readable
     * @param validUntil in UTC
     * @param settings in every database
     */
    public record Role(
            String name,
            boolean initial,
            boolean superuser,
            boolean inherits,
            boolean createsRoles,
            boolean createsDatabases,
            boolean logsIn,
            boolean replicates,
            boolean bypassesRowSecurity,
            int connectionLimit,
            Optional<String> password,
            Optional<String> validUntil,
            Optional<String> comment,
            List<SecurityLabel> labels,
            List<Setting> settings) {
        public Role {
            labels = List.copyOf(labels);
            settings = List.copyOf(settings);
        }

        /** Without the hash of the password: nobody wants it in a log. */
        @Override
        public String toString() {
            return "role " + name;
        }
    }

    /** That a role is a member of another ({@code pg_auth_members}); with terms since 16. */
    public record Membership(String role, String member, boolean admin, Optional<Terms> terms) {}

    /**
     * How a membership was given.
     *
     * @param initialGrantor whether the grantor is the superuser with whom the server was made
     */
    public record Terms(String grantor, boolean initialGrantor, boolean inherits, boolean sets) {}

    /** A configuration parameter on which something was granted ({@code pg_parameter_acl}). */
    public record Parameter(String name, String owner, Privileges privileges) {}

    /**
     * A tablespace ({@code pg_tablespace}).
     *
     * @param location the directory on the server; empty for one inside of the data directory
     * @param options each as name=value
     */
    public record Tablespace(
            String name,
            String owner,
            String location,
            List<String> options,
            Optional<String> comment,
            Privileges privileges,
            List<SecurityLabel> labels) {
        public Tablespace {
            options = List.copyOf(options);
            labels = List.copyOf(labels);
        }
    }

    /**
     * What could not be read.
     *
     * @param help what would let the reader see it
     */
    public record Unread(String what, String help) {}

    /** Only some of the roles, with what concerns them alone, and no tablespaces. */
    public Globals only(Predicate<String> wanted) {
        return new Globals(
                major,
                roles.stream().filter(role -> wanted.test(role.name())).toList(),
                List.of(),
                memberships.stream()
                        .filter(membership -> wanted.test(membership.role()) || wanted.test(membership.member()))
                        .toList(),
                List.of(),
                List.of(),
                unread);
    }
}
