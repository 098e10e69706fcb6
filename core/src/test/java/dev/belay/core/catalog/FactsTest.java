package dev.belay.core.catalog;

import static dev.belay.core.catalog.Sample.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FactsTest {
    @Test
    void everyComponentIsAFactAndPiecesGoByTheirName() {
        Sample table = new Sample(
                Sample.of("t").head("ann", "people", List.of("ann=arwd/ann", "bob=r/ann", "=r/ann")),
                true,
                Optional.of("fast"),
                70,
                ObjectType.FOREIGN_TABLE,
                List.of(
                        field("email", "text"),
                        new Sample.Field(
                                "odd: \"name\"",
                                "point",
                                Optional.of("where"),
                                new Privileges(List.of(), List.of("\"b=b\"=r*w/ann")),
                                List.of(field("x", "int")))),
                List.of("red", "a\nb", "c\\d"),
                Optional.of(new Sample.Bound(false)),
                List.of(new Sample.Privileged("oid", new Privileges(List.of(), List.of("=r/ann")))),
                new TreeSet<>(Set.of(Thing.id(ObjectType.TYPE, "t"))));

        assertThat(Facts.of(table))
                .containsExactly(
                        entry("bound: exists", "yes"),
                        entry("column \"odd: \"\"name\"\"\": comment", "where"),
                        entry("column \"odd: \"\"name\"\"\": field x: type", "int"),
                        entry("column \"odd: \"\"name\"\"\": privileges of \"b=b\"", "r*w"),
                        entry("column \"odd: \"\"name\"\"\": type", "point"),
                        entry("column email: type", "text"),
                        entry("comment", "people"),
                        entry("fill factor", "70"),
                        entry("kind", "foreign table"),
                        entry("label selinux: label", "top"),
                        entry("labels", "red\na\\nb\nc\\\\d"),
                        entry("order of columns", "email\n\"odd: \"\"name\"\"\""),
                        entry("owner", "ann"),
                        entry("privileged oid: privileges of PUBLIC", "r"),
                        entry("privileges of PUBLIC", "r"),
                        entry("privileges of bob", "r"),
                        entry("tablespace", "fast"),
                        entry("unlogged", "yes"));
    }

    @Test
    void whatIsFalseOrEmptyOrADependencyIsNoFact() {
        assertThat(Facts.of(Sample.of("t")))
                .containsExactly(entry("fill factor", "100"), entry("kind", "foreign table"));
    }

    @Test
    void aPrivilegeThatWasTakenAwayIsAFact() {
        Sample table = Sample.of("t");

        assertThat(Facts.of(table.with(table.head("ann", "people", List.of()))))
                .containsEntry("privileges of the owner", "revoked");
    }

    @Test
    void piecesOfOneNameGoByTheirNumber() {
        assertThat(Facts.of(Sample.of("t", field("a", "int"), field("a", "text"))))
                .containsEntry("column 0001: type", "int")
                .containsEntry("column 0002: type", "text")
                .containsEntry("column 0001: name", "a");
    }

    @Test
    void passwordsAreNoFacts() {
        CatalogObject mapping = mapping(
                List.of(new Mapping.Option("password", "hunter2"), new Mapping.Option("username", "ann")),
                "host=db password='hun \\'ter2' user=ann");

        assertThat(Facts.of(mapping))
                .containsExactly(
                        entry("connection", "host=db password=(secret) user=ann"),
                        entry("option password: value", "(secret)"),
                        entry("option username: value", "ann"));
    }

    @Test
    void whatMayHoldAPasswordIsMaskedByWhateverName() {
        assertThat(Facts.of(mapping(
                        List.of(
                                new Mapping.Option("pwd", "x1"),
                                new Mapping.Option("api_key", "x2"),
                                new Mapping.Option("\"pass word\"", "x3"),
                                new Mapping.Option("conn", "host=a password=x4\\ x5 user=b")),
                        "postgresql://u:x6@h/db")))
                .satisfies(facts -> assertThat(facts.toString()).doesNotContainPattern("x[1-6]"))
                .containsEntry("connection", "postgresql://u:(secret)@h/db");
    }

    /** {@code user} is a word of SQL, and so it stands in double quotes. */
    @Test
    void ofAUserMappingTheUserAloneIsToldByValue() {
        UserMapping mapping = new UserMapping(
                Thing.of(ObjectType.USER_MAPPING, "ann").head(),
                List.of(
                        new ForeignOption("user", "u1"),
                        new ForeignOption("username", "u2"),
                        new ForeignOption("user key", "x1"),
                        new ForeignOption("sslcert", "x2")));

        assertThat(Facts.of(mapping))
                .containsEntry("option \"user\": value", "u1")
                .containsEntry("option username: value", "u2")
                .satisfies(facts -> assertThat(facts.toString()).doesNotContainPattern("x[12]"));
    }

    @Test
    void aColumnThatIsCalledPasswordIsNoSecret() {
        assertThat(Facts.of(Sample.of("t", field("password", "text")).labelled("token")))
                .containsEntry("column password: type", "text")
                .containsEntry("labels", "token");
    }

    private static CatalogObject mapping(List<Mapping.Option> options, String connection) {
        return new Mapping(Thing.of(ObjectType.SERVER, "m").head(), options, connection);
    }

    private record Mapping(Head head, List<Option> options, String connection) implements CatalogObject {
        record Option(String name, String value) {}

        @Override
        public String create(Set<Part> apart) {
            return "";
        }
    }
}
