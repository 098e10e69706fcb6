package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DirectivesTest {
    /** noTransaction outOfOrder requires. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            SELECT 1;                                          # false false []
            -- belay: no-transaction|SELECT 1;                 # true false []
            --belay:no-transaction                             # true false []
            SELECT 1; -- Belay: no-transaction^|SELECT 2;      # true false []
            -- belay: out-of-order|-- belay: no-transaction    # true true []
            /* x */ -- belay: requires users, app.organizations # false false [users, app.organizations]
            -- belay: requires a b|SELECT 1;-- belay: requires c # false false [a, b, c]
            -- Dependencies: users, words|SELECT 1;            # false false [users, words]
            -- Author: x|-- DEPENDENCIES : users               # false false [users]
            -- Dependencies: None|SELECT 1;                    # false false []
            -- Dependencies: none (the first one)              # false false []
            -- Dependencies: -                                 # false false []
            -- Dependencies: n/a                               # false false []
            -- Dependencies:                                   # false false []
            -- Dependencies: none_such                         # false false [none_such]
            -- Dependencies: the users table, words            # false false [words]
            SELECT 1;|-- Dependencies: users|SELECT 2;         # false false []
            SELECT '|-- belay: no-transaction|';               # false false []
            SELECT 1|-- belay: no-transaction|;                # false false []
            DO $$|-- belay: no-transaction|$$;                 # false false []
            /*|-- belay: no-transaction|*/                     # false false []
            COPY t FROM stdin;|-- belay: no-transaction|\\.|   # false false []
            -- see belay: it knows                             # false false []
            \\echo x|-- belay: out-of-order                    # false true []
            """)
    void areReadFromTheCommentsBetweenStatements(String text, String expected) {
        Directives directives = Directives.of("x.sql", text.replace('|', '\n').replace('^', '\r'));

        assertThat(directives.noTransaction() + " " + directives.outOfOrder() + " " + directives.requires())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            |-- belay: no-transactions       # 2: unknown directive "no-transactions"  # "-- belay: no-transaction"
            -- belay: NO_TRANSACTION         # 1: unknown directive "NO_TRANSACTION"   # "-- belay: no-transaction"
            SELECT 1;|-- belay: require a    # 2: unknown directive "require"          # "-- belay: requires"
            -- belay: outoforder             # 1: unknown directive "outoforder"       # "-- belay: out-of-order"
            -- belay:                        # 1: unknown directive ""                 # known are: no-transaction
            -- belay: requires               # 1: directive "requires" is not understood # name what it requires
            -- belay: no-transaction please  # 1: directive "no-transaction please" is not understood # write it alone
            """)
    void refusesAnUnknownOne(String text, String message, String hint) {
        BelayException error =
                catchThrowableOfType(BelayException.class, () -> Directives.of("x.sql", text.replace('|', '\n')));

        assertThat(error).hasMessage("x.sql:" + message);
        assertThat(error.hint()).contains(hint);
    }

    @Test
    void canBeReadFromAHeaderWithoutTheRest() {
        Directives directives =
                Directives.ofHeader("x.sql", "\uFEFF-- belay: requires a\nSELECT 'open\n-- belay: no-transaction");

        assertThat(directives).isEqualTo(new Directives(false, false, List.of("a")));
    }
}
