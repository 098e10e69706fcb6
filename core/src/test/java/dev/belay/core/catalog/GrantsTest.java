package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GrantsTest {
    private static final Grants TABLE = Grants.on("TABLE app.users", Optional.of("boss"));

    private static Privileges from(List<String> standard, String... actual) {
        return new Privileges(standard, List.of(actual));
    }

    @Test
    void anItemIsTakenApart() {
        assertThat(AccessItem.of("=UC/boss")).isEqualTo(new AccessItem("", "UC", "", "boss"));
        assertThat(AccessItem.of("ann=r*w/boss")).isEqualTo(new AccessItem("ann", "w", "r", "boss"));
        assertThat(AccessItem.of("\"a=\"\"b/c\"=arw*/\"x y\"")).isEqualTo(new AccessItem("a=\"b/c", "ar", "w", "x y"));
        assertThatThrownBy(() -> AccessItem.of("ann")).hasMessageContaining("ann");
        assertThatThrownBy(() -> AccessItem.of("ann=r")).hasMessageContaining("ann=r");
    }

    @Test
    void whatIsStandardIsNotPrinted() {
        assertThat(TABLE.of(from(List.of("boss=arwdDxt/boss"), "boss=arwdDxt/boss")))
                .isEmpty();
        assertThat(TABLE.of(Privileges.NONE)).isEmpty();
    }

    @Test
    void whatIsMissingIsRevokedFirst() {
        assertThat(TABLE.of(from(List.of("boss=arwdDxt/boss"), "ann=r/boss", "boss=r/boss", "=w/boss")))
                .isEqualTo("""
                REVOKE ALL ON TABLE app.users FROM boss;
                GRANT SELECT ON TABLE app.users TO boss;
                GRANT SELECT ON TABLE app.users TO ann;
                GRANT UPDATE ON TABLE app.users TO PUBLIC;
                """);
    }

    @Test
    void anotherGrantorIsImpersonatedAfterHeMayGrant() {
        assertThat(TABLE.of(from(List.of("boss=arwdDxt/boss"), "boss=arwdDxt/boss", "ann=r*w/boss", "\"B\"=r/ann")))
                .isEqualTo("""
                GRANT UPDATE ON TABLE app.users TO ann;
                GRANT SELECT ON TABLE app.users TO ann WITH GRANT OPTION;
                SET SESSION AUTHORIZATION ann;
                GRANT SELECT ON TABLE app.users TO "B";
                RESET SESSION AUTHORIZATION;
                """);
    }

    @Test
    void whoLosesAGrantOptionLosesWhatHeGrantedAndItIsGrantedAnew() {
        List<String> standard = List.of("boss=r/boss", "ann=r*/boss", "ben=r/ann");

        assertThat(TABLE.of(from(standard, "boss=r/boss", "ann=r*w/boss", "ben=r/ann")))
                .isEqualTo("""
                SET SESSION AUTHORIZATION ann;
                REVOKE SELECT ON TABLE app.users FROM ben;
                RESET SESSION AUTHORIZATION;
                REVOKE SELECT ON TABLE app.users FROM ann;
                GRANT UPDATE ON TABLE app.users TO ann;
                GRANT SELECT ON TABLE app.users TO ann WITH GRANT OPTION;
                SET SESSION AUTHORIZATION ann;
                GRANT SELECT ON TABLE app.users TO ben;
                RESET SESSION AUTHORIZATION;
                """);
    }

    @Test
    void allMeansAllThatTheServerKnows() {
        assertThat(TABLE.of(from(List.of("boss=arwdDxtm/boss"), "boss=arwdDxtm/boss", "ann=arwdDxtm/boss")))
                .isEqualTo("GRANT ALL ON TABLE app.users TO ann;\n");
        assertThat(TABLE.of(from(List.of("boss=arwdDxtm/boss"), "boss=arwdDxtm/boss", "ann=arwdDxt/boss")))
                .isEqualTo("GRANT INSERT, SELECT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON TABLE app.users"
                        + " TO ann;\n");
        assertThat(TABLE.of(from(List.of("boss=arwdDxt/boss"), "boss=arwdDxt/boss", "ann=arwdDxt/boss")))
                .isEqualTo("GRANT ALL ON TABLE app.users TO ann;\n");
    }

    @Test
    void columnsAreNamedWithEachPrivilege() {
        assertThat(TABLE.column("E-mail").of(from(List.of(), "ann=rw/boss", "ben=arwx*/boss")))
                .isEqualTo("""
                GRANT SELECT("E-mail"), UPDATE("E-mail") ON TABLE app.users TO ann;
                GRANT INSERT("E-mail"), SELECT("E-mail"), UPDATE("E-mail") ON TABLE app.users TO ben;
                GRANT REFERENCES("E-mail") ON TABLE app.users TO ben WITH GRANT OPTION;
                """);
    }

    @Test
    void everyThingHasItsPrivileges() {
        Optional<String> boss = Optional.of("boss");
        assertThat(Grants.on("SEQUENCE s", boss).of(from(List.of(), "a=rwU/boss")))
                .isEqualTo("GRANT ALL ON SEQUENCE s TO a;\n");
        assertThat(Grants.on("FUNCTION f(int)", boss).of(from(List.of("=X/boss"))))
                .isEqualTo("REVOKE ALL ON FUNCTION f(int) FROM PUBLIC;\n");
        assertThat(Grants.on("DATABASE d", boss).of(from(List.of("=Tc/boss"), "=c/boss")))
                .isEqualTo(
                        "REVOKE TEMPORARY, CONNECT ON DATABASE d FROM PUBLIC;\nGRANT CONNECT ON DATABASE d TO PUBLIC;\n");
        assertThat(Grants.on("PARAMETER work_mem", boss).of(from(List.of(), "a=s/boss", "b=sA*/boss")))
                .isEqualTo("""
                GRANT SET ON PARAMETER work_mem TO a;
                GRANT SET ON PARAMETER work_mem TO b;
                GRANT ALTER SYSTEM ON PARAMETER work_mem TO b WITH GRANT OPTION;
                """);
        assertThat(Grants.on("LARGE OBJECT 7", boss).of(from(List.of(), "a=rw*/boss")))
                .isEqualTo(
                        "GRANT SELECT ON LARGE OBJECT 7 TO a;\nGRANT UPDATE ON LARGE OBJECT 7 TO a WITH GRANT OPTION;\n");
        assertThatThrownBy(() -> Grants.on("INDEX i", boss)).hasMessageContaining("INDEX i");
    }
}
