package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ConventionsTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.5Z");

    @TempDir
    private Path folder;

    static List<String> names() {
        return Conventions.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void answersByName(String name) {
        assertThat(Project.of(folder, name).open().name()).isEqualTo(name);
    }

    @Test
    void suggestsTheNearestName() {
        assertThatThrownBy(() -> Conventions.of("my-batis", ConventionSettings.of(folder)))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.USAGE);
                    assertThat(e).hasMessage("unknown convention \"my-batis\"");
                    assertThat(e.hint()).isEqualTo("did you mean \"mybatis\"?");
                });
    }

    static Stream<Arguments> created() {
        return Stream.of(
                Arguments.of("mybatis", List.of("20260304120000_add_a_b.sql"), List.of("20260304120001_add_a_b.sql")),
                Arguments.of(
                        "sections", List.of("20260304_120000_add_a_b.sql"), List.of("20260304_120001_add_a_b.sql")),
                Arguments.of(
                        "prisma",
                        List.of("20260304120000_add_a_b/migration.sql", "20260304120000_add_a_b/down.sql"),
                        List.of("20260304120001_add_a_b/migration.sql", "20260304120001_add_a_b/down.sql")),
                Arguments.of(
                        "plain",
                        List.of("001_add_a_b.sql", "rollback_001_add_a_b.sql"),
                        List.of("002_add_a_b.sql", "rollback_002_add_a_b.sql")),
                Arguments.of(
                        "flyway",
                        List.of("V1__add_a_b.sql", "U1__add_a_b.sql"),
                        List.of("V2__add_a_b.sql", "U2__add_a_b.sql")));
    }

    @ParameterizedTest
    @MethodSource("created")
    void createsTwoMigrationsInOneSecondAndReadsThemBack(String name, List<String> first, List<String> second) {
        Convention convention = Project.of(folder, name).open();

        List<Path> one = convention.create("  Add a/b!\n", NOON);
        List<Path> two = convention.create("Add A & B", NOON);

        assertThat(one).containsExactlyElementsOf(paths(first));
        assertThat(two).containsExactlyElementsOf(paths(second));
        assertThat(convention.migrations())
                .extracting(Migration::file)
                .containsExactly(folder.resolve(first.get(0)), folder.resolve(second.get(0)));
        assertThat(convention.migrations()).noneMatch(Migration::reversible);
    }

    private List<Path> paths(List<String> names) {
        return names.stream().map(folder::resolve).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesATitleWithoutALetter(String name) {
        assertThatThrownBy(() -> Project.of(folder, name).open().create(" -!- ", NOON))
                .hasMessage("the title \" -!- \" has no letter and no digit");
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesATitleThatIsTooLongForAFileName(String name) {
        assertThatThrownBy(() -> Project.of(folder, name).open().create("x".repeat(101), NOON))
                .hasMessageStartingWith("the title has 101 characters");
    }

    @Test
    void neverOverwrites() throws IOException {
        Project project = Project.of(folder, "plain").order("x.sql").file("x.sql", "SELECT 1");

        assertThatThrownBy(() -> project.open().create("x", NOON)).hasMessageEndingWith("is there already");

        assertThat(Files.readString(folder.resolve("x.sql"))).isEqualTo("SELECT 1");
    }

    @ParameterizedTest
    @CsvSource({
        // what a user types, what is found
        "20250101000000, 20250101000000",
        "20250101000000_users.sql, 20250101000000",
        "20250101000000_users, 20250101000000",
        "scripts/20250101000000_users.sql, 20250101000000",
        "./scripts/20250101000000_users.sql, 20250101000000",
        "users, 20250101000000",
        "Add Index, 20250203000000",
        "add_index, 20250203000000",
        "202502, 20250203000000",
        "7, 7",
        "007, 7"
    })
    void findsWhatAUserMeans(String text, String version) {
        Convention convention = three();

        assertThat(convention.find(text, convention.migrations()))
                .hasValueSatisfying(found -> assertThat(found.version().text()).isEqualTo(version));
    }

    @ParameterizedTest
    @CsvSource({"nothing", "2026", "user", "''", "' '", ".", "/", "..", "scripts", "sql", ".sql", "1e999999999"})
    void findsNothingWhereNothingIsMeant(String text) {
        Convention convention = three();

        assertThat(convention.find(text, convention.migrations())).isEmpty();
    }

    @Test
    void listsTheCandidatesWhereMoreThanOneIsMeant() {
        Convention convention = three();

        assertThatThrownBy(() -> convention.find("2025", convention.migrations()))
                .isInstanceOf(BelayException.class)
                .hasMessage("\"2025\" fits more than one migration: 20250101000000 users, 20250203000000 add index");
    }

    @ParameterizedTest
    @CsvSource({
        "20250101000000, 20250101000000",
        "20250101000000_users.sql, 20250101000000",
        "20250101000000_users, 20250101000000",
        "scripts/20250101000000_users.sql, 20250101000000",
        "users, 20250101000000",
        "add index, 20250203000000",
        "7, 7"
    })
    void findsWhatIsNamedToTheLetter(String text, String version) {
        Convention convention = three();

        assertThat(convention.named(text, convention.migrations()))
                .hasValueSatisfying(found -> assertThat(found.version().text()).isEqualTo(version));
    }

    /** An object's name must not be taken for a migration that happens to begin or to sound like it. */
    @ParameterizedTest
    @CsvSource({"2025", "202502", "Users", "add_index", "public.users", "007", "''", "' '", ".", "sql", "scripts"})
    void takesNothingElseForTheNameOfAMigration(String text) {
        Convention convention = three();

        assertThat(convention.named(text, convention.migrations())).isEmpty();
    }

    @Test
    void aTitleThatTwoMigrationsHaveNamesNeither() {
        Convention convention = Project.of(folder, "mybatis")
                .file("scripts/1_users.sql", "SELECT 1")
                .file("scripts/2_users.sql", "SELECT 1")
                .open();

        assertThat(convention.named("users", convention.migrations())).isEmpty();
        assertThat(convention.named("2_users", convention.migrations()))
                .hasValueSatisfying(found -> assertThat(found.version().text()).isEqualTo("2"));
    }

    private Convention three() {
        return Project.of(folder, "mybatis")
                .file("scripts/007_first.sql", "SELECT 1")
                .file("scripts/20250101000000_users.sql", "SELECT 1")
                .file("scripts/20250203000000_add_index.sql", "SELECT 1")
                .open();
    }

    @ParameterizedTest
    @CsvSource({"1.10, 1.10", "V1.10, 1.10", "v1_10, 1.10", "001.10, 1.10", "V1.10__x, 1.10", "R__views, R__views"})
    void findsFlywaysVersionsHoweverTheyAreWritten(String text, String version) {
        Convention convention = Project.of(folder, "flyway")
                .file("V1.10__x.sql", "")
                .file("V1.9__y.sql", "")
                .file("R__views.sql", "")
                .open();

        assertThat(convention.find(text, convention.migrations()))
                .hasValueSatisfying(found -> assertThat(found.version().text()).isEqualTo(version));
    }

    @ParameterizedTest
    @CsvSource({
        "20250101000000_init",
        "20250101000000_init/",
        "20250101000000_init/migration.sql",
        "init",
        "20250101000000"
    })
    void findsPrismasFolders(String text) {
        Convention convention = Project.of(folder, "prisma")
                .file("migrations/20250101000000_init/migration.sql", "")
                .file("migrations/20250102000000_more/migration.sql", "")
                .open();

        assertThat(convention.find(text, convention.migrations()))
                .hasValueSatisfying(found -> assertThat(found.version().text()).isEqualTo("20250101000000_init"));
    }
}
