package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentifierTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT 1           | $$SELECT 1$$
            ``                 | $$$$
            it's \\            | $$it's \\$$
            SELECT $1          | $body$SELECT $1$body$
            ends in $          | $body$ends in $$body$
            $$ in it           | $body$$$ in it$body$
            $body in it        | $body1$$body in it$body1$
            $body, $body1$     | $body2$$body, $body1$$body2$
            """)
    void dollarQuotesNeverOccurInTheText(String text, String literal) {
        assertThat(Identifier.dollars(text)).isEqualTo(literal);
    }
}
