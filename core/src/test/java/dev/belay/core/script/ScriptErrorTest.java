package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptErrorTest {
    /** A bar is a line break, a tilde a NUL character. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            SELECT 1;|SELECT 'a|b;|        # 2: the quoted string that begins here is not closed             # '
            SELECT E'a\\';|                 # 1: the quoted string that begins here is not closed             # '
            SELECT 'a'|'b|;                # 1: the quoted string that begins here is not closed             # '
            |SELECT B'1;                   # 2: the quoted string that begins here is not closed             # '
            SELECT|"a;|                    # 2: the quoted name that begins here is not closed               # "
            SELECT|U&"a;|                  # 2: the quoted name that begins here is not closed               # "
            |DO $a$ ; $$ ; $A$|            # 2: the dollar-quoted string that begins here is not closed      # dollar
            SELECT 1;||/* /* */ ; SELECT 2 # 3: the comment that begins here is not closed                   # */
            SELECT 1 /* x                  # 1: the comment that begins here is not closed                   # */
            SELECT|f(a, (b);|SELECT 2;     # 2: the parenthesis that begins here is not closed               # end of the text
            CREATE FUNCTION f() BEGIN|ATOMIC SELECT 1;|   # 2: the BEGIN ATOMIC body that begins here is not closed # end of the text
            SELECT 1;|SELECT~ 2;           # 2: a NUL character                                              # UTF-8
            |COPY t FROM stdin;|1|2|       # 2: the rows of "COPY … FROM STDIN" have no end                  # "\\."
            |COPY t FROM stdin             # 2: the rows of "COPY … FROM STDIN" have no end                  # "\\."
            |COPY t FROM stdin;            # 2: the rows of "COPY … FROM STDIN" have no end                  # "\\."
            |COPY t FROM stdin;|\\.x| \\.| # 2: the rows of "COPY … FROM STDIN" have no end                  # "\\."
            COPY t|FROM stdin; SELECT 1;|\\.| # 2: something follows "COPY … FROM STDIN;" on its line        # next line
            COPY t FROM stdin; \\.         # 1: something follows "COPY … FROM STDIN;" on its line           # next line
            """)
    void saysWhereItBegan(String text, String message, String hint) {
        BelayException error = refusal(text);

        assertThat(error).hasMessage("x.sql:" + message);
        assertThat(error.hint()).contains(hint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            SELECT 1;|\\i other.sql        # 2 # i         # migration of its own
            \\ir other.sql                 # 1 # ir        # migration of its own
            \\connect shop                 # 1 # connect   # one target per database
            \\c shop                       # 1 # c         # one target per database
            \\if :x                        # 1 # if        # DO block
            SELECT 1 \\gexec               # 1 # gexec     # EXECUTE
            SELECT|1|\\gset                # 3 # gset      # variables
            SELECT 1 \\g out.txt           # 1 # g         # semicolon
            SELECT 1; \\g                  # 1 # g         # semicolon
            SELECT 1 \\; SELECT 2;         # 1 # ;         # sent on its own
            SELECT 1; \\; SELECT 2;        # 1 # ;         # sent on its own
            \\set VERBOSITY verbose        # 1 # set       # variables
            \\set ON_ERROR_ROLLBACK on     # 1 # set       # variables
            \\encoding LATIN1              # 1 # encoding  # UTF-8
            \\encoding                     # 1 # encoding  # UTF-8
            \\o out.txt                    # 1 # o         # prints
            \\copy t from 't.csv'          # 1 # copy      # COPY
            \\! ls                         # 1 # !         # hook
            \\q                            # 1 # q         # remove
            \\.                            # 1 # .         # COPY
            \\timingx                      # 1 # timingx   # remove the line
            \\timing;                      # 1 # timing;   # remove the line
            \\frobnicate                   # 1 # frobnicate # remove the line
            \\echo a \\i other.sql         # 1 # i         # migration of its own
            \\echo 'it\\'s' \\connect x    # 1 # connect   # one target per database
            \\\\ SELECT 1;                 # 1 # \\        # remove the line
            \\                             # 1 # `` # remove the line
            """)
    void refusesWhatOnlyPsqlCanDo(String text, int line, String command, String hint) {
        BelayException error = refusal(text);

        assertThat(error).hasMessage("x.sql:" + line + ": psql command \"\\" + command + "\" cannot be run here");
        assertThat(error.hint()).contains(hint);
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1 \\timing ;, timing", "SELECT (1|\\echo x|);, echo"})
    void refusesAHarmlessCommandInsideAStatement(String text, String command) {
        BelayException error = refusal(text);

        assertThat(error).hasMessageEndingWith("psql command \"\\" + command + "\" stands inside a statement");
        assertThat(error.hint()).isEqualTo("end the statement before it with a semicolon");
    }

    private static BelayException refusal(String text) {
        String sql = text.replace('|', '\n').replace('~', '\0');
        BelayException error = catchThrowableOfType(BelayException.class, () -> Script.parse("x.sql", sql));
        assertThat(error).as(text).isNotNull();
        assertThat(error.kind()).isEqualTo(Kind.USAGE);
        return error;
    }
}
