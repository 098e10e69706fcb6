package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            ``                                               # ONE_TRANSACTION   # ``
            SELECT 1; SELECT 2                               # ONE_TRANSACTION   # 1 2
            BEGIN; SELECT 1; SELECT 2; COMMIT                # ONE_TRANSACTION   # (2,3)
            BEGIN; COMMIT                                    # ONE_TRANSACTION   # ()
            \\timing|BEGIN; SELECT 1; END                    # ONE_TRANSACTION   # (2)
            SAVEPOINT a; ROLLBACK TO a; RELEASE a            # ONE_TRANSACTION   # 1 2 3
            CALL p(); DO $$ BEGIN COMMIT; END $$             # ONE_TRANSACTION   # 1 2
            SET x = 1; BEGIN; SELECT 1; COMMIT               # SEVERAL           # 1 (3)
            BEGIN; SELECT 1; COMMIT; SELECT 2                # SEVERAL           # (2) 4
            START TRANSACTION; SELECT 1; COMMIT; BEGIN; END  # SEVERAL           # (2) ()
            VACUUM                                           # NON_TRANSACTIONAL # 1
            SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a)   # NON_TRANSACTIONAL # 1 2
            BEGIN; SELECT 1; COMMIT; VACUUM t                # NON_TRANSACTIONAL # (2) 4
            """)
    void groupsByTheTransactionsOfTheScript(String text, Shape shape, String units) {
        Script script = Script.parse("x.sql", text.replace('|', '\n'));

        assertThat(script.shape()).isEqualTo(shape);
        assertThat(script.units().stream().map(UnitsTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            |BEGIN; SELECT 1                     # 2: BEGIN without a COMMIT              # add COMMIT
            SELECT 1;|COMMIT                     # 2: COMMIT without a BEGIN              # remove
            BEGIN;|SELECT 1;|ROLLBACK            # 3: ROLLBACK of the whole transaction   # savepoint
            |ABORT                               # 2: ROLLBACK of the whole transaction   # savepoint
            BEGIN;|SELECT 1;|BEGIN;|COMMIT       # 3: BEGIN inside the transaction of line 1 # nest
            BEGIN;|-- x|VACUUM   t;|COMMIT       # 3: "VACUUM t" cannot run inside the transaction of line 1 # move it out
            BEGIN;|COMMIT AND CHAIN              # 2: COMMIT AND CHAIN                    # BEGIN
            BEGIN;|PREPARE TRANSACTION 'a'       # 2: two-phase commit                    # commit it
            |COMMIT PREPARED 'a'                 # 2: two-phase commit                    # commit it
            |DISCARD ALL                         # 2: DISCARD ALL would drop the lock that keeps other runners out # reset between
            """)
    void refusesWhatCannotBeRunSafely(String text, String message, String hint) {
        Script script = Script.parse("x.sql", text.replace('|', '\n'));

        BelayException error = catchThrowableOfType(BelayException.class, script::units);

        assertThat(error).hasMessage("x.sql:" + message);
        assertThat(error.hint()).contains(hint);
        assertThat(error.kind()).isEqualTo(Kind.USAGE);
    }

    @Test
    void keepsTheStatementsThatOpenAndCloseABlock() {
        Unit unit = Script.parse("x.sql", "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; END;")
                .units()
                .get(0);

        assertThat(unit.explicit()).isTrue();
        assertThat(unit.begin().orElseThrow().sql()).isEqualTo("BEGIN ISOLATION LEVEL SERIALIZABLE");
        assertThat(unit.commit().orElseThrow().sql()).isEqualTo("END");
    }

    private static String shown(Unit unit) {
        String numbers = unit.statements().stream()
                .map(statement -> String.valueOf(statement.number()))
                .collect(Collectors.joining(","));
        return unit.explicit() ? "(" + numbers + ")" : numbers;
    }
}
