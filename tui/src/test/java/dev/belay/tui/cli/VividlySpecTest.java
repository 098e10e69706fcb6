package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The spec of {@code migrations/} holds after all of them, and finds each thing that is broken and nothing else. */
@ServerTest
final class VividlySpecTest {
    private static final String PROJECT =
            Path.of(System.getProperty("belay.root"), "migrations").toString();

    @TempDir
    private Path folder;

    @EveryMajor(ends = true)
    void theSpecHoldsAndFindsExactlyWhatIsBroken(TestDatabase database) {
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url());
        assertThat(desk.run("up", "--project", PROJECT).exit()).isZero();

        Desk.Seen well = desk.run("verify", "--project", PROJECT);

        assertThat(well.err()).isEmpty();
        assertThat(well.out()).contains(", nothing found").doesNotContain("not seen");
        assertThat(well.exit()).isZero();

        database.execute(
                "DROP INDEX idx_users_school",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_classes_school'::regclass",
                "DELETE FROM feature_flags WHERE key = 'api_v2'",
                "ALTER TABLE content_requests DISABLE TRIGGER set_content_requests_updated_at",
                "ALTER TABLE content_requests DROP CONSTRAINT content_requests_student_id_fkey",
                "ALTER TABLE content_requests ADD CONSTRAINT content_requests_student_id_fkey"
                        + " FOREIGN KEY (student_id) REFERENCES users ON DELETE CASCADE NOT VALID",
                "INSERT INTO feature_flag_audit (id, flag_key, action) OVERRIDING SYSTEM VALUE VALUES (50, 'x', 'y')",
                "ALTER TABLE schools ALTER country_code TYPE text");

        Desk.Seen broken = desk.run("verify", "--project", PROJECT, "--json");

        assertThat(broken.exit()).isEqualTo(1);
        assertThat(findings(broken))
                .containsExactlyInAnyOrder(
                        "index public.idx_users_school is missing",
                        "invalid-index public.idx_classes_school is invalid: no query uses it",
                        "rows public.feature_flags lacks 1 row: (api_v2, false, 0)",
                        "disabled-trigger public.content_requests.set_content_requests_updated_at is disabled",
                        "not-valid-constraint public.content_requests.content_requests_student_id_fkey"
                                + " is not validated",
                        "sequence-behind public.feature_flag_audit_id_seq starts with 1,"
                                + " and public.feature_flag_audit.id is at 50 already",
                        "column public.schools.country_code is of type text, not char(2)");

        database.execute("DROP INDEX idx_content_requests_status_created");

        Desk.Seen slow = desk.run("verify", "--project", PROJECT, "--only", "query", "--json");

        assertThat(findings(slow))
                .extracting(finding -> finding.replaceFirst(";.*", ""))
                .containsExactly(
                        "query what failed last does not use the index idx_content_requests_status_created",
                        "query what failed last sorts");
    }

    private static List<String> findings(Desk.Seen seen) {
        return ((List<?>) seen.json().get("findings"))
                .stream()
                        .map(Map.class::cast)
                        .map(finding ->
                                finding.get("check") + " " + finding.get("object") + " " + finding.get("message"))
                        .toList();
    }
}
