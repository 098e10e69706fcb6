package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.SampleArchive;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that was made for a restore of which nothing came goes again, and nobody is told so who still has it. */
@ServerTest
final class RestoreTargetTest {
    private final BelayException cause = new BelayException(Kind.BACKUP, "the cause", "look");

    @Test
    void whatNothingCameIntoIsNotThereAnyMore(TestDatabase near) {
        Database server = Restores.database(near);
        String name = near.name() + "_made";
        RestoreTarget.create(server, name, Optional.empty(), RestoreOptions.DEFAULT);

        BelayException told = RestoreTarget.discard(server, name, cause);

        assertThat(told)
                .hasMessage("the cause; nothing was restored, and the new database \"" + name + "\" is not there")
                .hasCause(cause);
        assertThat(told.hint()).isEqualTo("look");
        assertThat(near.query("SELECT 1 FROM pg_database WHERE datname = '" + name + "'"))
                .isEmpty();
    }

    @Test
    void whatCannotBeDroppedIsToldWithTheReasonAndTheCommand(TestDatabase near) {
        Database server = Restores.database(near);
        String name = near.name() + "_made";
        RestoreTarget.create(server, name, Optional.empty(), RestoreOptions.DEFAULT);
        near.execute("ALTER DATABASE \"" + name + "\" IS_TEMPLATE true");

        try {
            BelayException told = RestoreTarget.discard(server, name, cause);

            assertThat(told)
                    .hasMessage("the cause; nothing was restored, and the new database \"" + name
                            + "\" is there all the same: cannot drop a template database (SQLSTATE 42809)");
            assertThat(told.hint()).isEqualTo("look; then DROP DATABASE \"" + name + "\"");
        } finally {
            near.execute("ALTER DATABASE \"" + name + "\" IS_TEMPLATE false", "DROP DATABASE \"" + name + "\"");
        }
    }

    private static Optional<Toc> of(String properties) {
        Toc sample = SampleArchive.toc(ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE));
        return Optional.of(new Toc(
                sample.header(),
                List.of(TocEntry.builder(1, "DATABASE", "shop")
                        .section(Section.PRE_DATA)
                        .definition(
                                "CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8'" + properties + ";\n")
                        .build())));
    }

    @Test
    void aServerThatHasNoChoiceOfProvidersIsNotAskedForOne() {
        Optional<Toc> libc = of(" LOCALE_PROVIDER = libc LOCALE = 'C.UTF-8'");

        assertThat(RestoreTarget.statement("copy", libc, RestoreOptions.DEFAULT, 14))
                .isEqualTo("CREATE DATABASE \"copy\" WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE = 'C.UTF-8'");
        assertThat(RestoreTarget.statement("copy", libc, RestoreOptions.DEFAULT, 15))
                .contains(" LOCALE_PROVIDER = libc LOCALE = 'C.UTF-8'");
    }

    @Test
    void aProviderThatAServerDoesNotKnowIsNamed() {
        Optional<Toc> icu = of(" LOCALE_PROVIDER = icu LOCALE = 'en_US.UTF-8' ICU_LOCALE = 'en-US'");
        Optional<Toc> builtin = of(" LOCALE_PROVIDER = builtin LOCALE = 'C.UTF-8' BUILTIN_LOCALE = 'C.UTF-8'");

        assertThatThrownBy(() -> RestoreTarget.statement("copy", icu, RestoreOptions.DEFAULT, 14))
                .hasMessage(
                        "the database \"copy\" cannot be made: its locales are of icu, which PostgreSQL has since 15,"
                                + " and this server is 14");
        assertThatThrownBy(() -> RestoreTarget.statement("copy", builtin, RestoreOptions.DEFAULT, 16))
                .hasMessageContaining("builtin, which PostgreSQL has since 17, and this server is 16");
        assertThat(RestoreTarget.statement("copy", builtin, RestoreOptions.DEFAULT, 17))
                .contains("builtin");
    }

    @Test
    void onlyTheDatabaseItselfGetsAnotherName() {
        assertThat(RestoreTarget.renamed("""
                        GRANT CONNECT ON DATABASE shop TO "my DATABASE role";
                        GRANT TEMPORARY ON DATABASE "shop" TO "a ""DATABASE b";
                        """, "copy")).isEqualTo("""
                        GRANT CONNECT ON DATABASE "copy" TO "my DATABASE role";
                        GRANT TEMPORARY ON DATABASE "copy" TO "a ""DATABASE b";
                        """);
    }
}
