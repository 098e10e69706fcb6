package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ProtectionTest {
    @Test
    void labelsAndTiesToExtensionsArePrinted() {
        // No server here has a label provider.
        Head head = new Head(
                ObjectId.of(ObjectType.SCHEMA, "", "Odd"),
                Optional.of("boss"),
                Optional.empty(),
                Privileges.NONE,
                List.of(new SecurityLabel("se linux", "it's \\ secret")),
                new TreeSet<>(),
                List.of("Ext"));

        assertThat(Creations.of(new Catalog(18, List.of(new Schema(head, false, false, false)))))
                .extracting(creation -> creation.description() + ": " + creation.create() + creation.setOwner())
                .containsExactly(
                        """
                        SCHEMA: CREATE SCHEMA "Odd";
                        ALTER SCHEMA "Odd" DEPENDS ON EXTENSION "Ext";
                        ALTER SCHEMA "Odd" OWNER TO boss;
                        """,
                        "SECURITY LABEL: SECURITY LABEL FOR \"se linux\" ON SCHEMA \"Odd\" IS E'it''s \\\\ secret';\n");
    }
}
