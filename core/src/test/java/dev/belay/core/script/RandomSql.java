package dev.belay.core.script;

import java.util.List;
import java.util.Random;

/** Makes texts that mix every element of the lexer. The seed makes them again. */
final class RandomSql {
    /** What a server takes as a column of a SELECT, whatever stands around it. */
    private static final List<String> COLUMNS = List.of(
            "1",
            "'a;b'",
            "'it''s;'",
            "'\\'",
            "E'\\';'",
            "e'a\\\\'",
            "E'x'';'",
            "U&'d\\0061;'",
            "u&'\\\\'",
            "B'01'",
            "x'1F'",
            "N'n;'",
            "'a;'\n'b;'",
            "E'a' -- c;'\n '\\';'",
            "E'a'\r\n\n'\\\\'",
            "$$ ; ' $$",
            "$a$ $b$ ; $$ $a$",
            "$é$;$é$",
            "$_1$;--$_1$",
            "2*/* ; */3",
            "2+-- ;\n3",
            "4-/*/* ' */ ; */-5",
            "(1)",
            "(SELECT ';')",
            "CASE WHEN true THEN ';' END",
            "1.5e-3",
            "'a'::text",
            "array['x;', ';']::text",
            "1 AS \"a;\"\"b\"",
            "2 AS U&\"\\0061;\"",
            "3 AS é",
            "4 AS a$b$",
            "'--'",
            "'/*'",
            "\"length\"('\"')",
            "1>-1",
            "'a'||$$;$$",
            "NULL",
            "true",
            "'😀;'",
            "- 1",
            "1 /*/ ; */",
            "2 /***;***/",
            "row(1, ';')::text",
            "0.1",
            ".5",
            "1. ");

    private static final List<String> BLANKS = List.of(
            " ", "\n", "\t", "\r\n", "\f", " -- ; ' $$ \"\n", "/* ; ' */", "/* /* $$ */ ; */", " --\r", " ", "\n\n");

    /** What is not a SELECT of its own, and what is not SQL at all. */
    private static final List<String> PIECES = List.of(
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT t.end; END;",
            "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);",
            "DO $$ BEGIN IF a THEN CREATE TYPE e AS ENUM ('x'); END IF; COMMIT; END $$;",
            "COPY t (a, \"b\") FROM stdin;\n1\t'\n\\.x\n\\N\n\\.\n",
            "COPY t FROM STDIN WITH (FORMAT csv); -- c\r\n1,\"\n\"\r\n\\.\r\n",
            "\n\\echo 'x;' \"y\n",
            "\n\\timing\n",
            "\\restrict x\n",
            "SET standard_conforming_strings = off;",
            "SET LOCAL standard_conforming_strings TO on;",
            "RESET ALL;",
            "BEGIN;",
            "COMMIT;",
            "BEGIN ISOLATION LEVEL SERIALIZABLE;",
            "CREATE INDEX CONCURRENTLY i ON s.t (a);",
            "REINDEX (CONCURRENTLY, VERBOSE) TABLE t;",
            "ALTER TABLE ONLY t ADD COLUMN a int, DROP b, ADD CONSTRAINT c CHECK (a > 0);",
            "INSERT INTO \"T\" VALUES ('a', $$b$$);",
            "CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT 1;",
            "DROP FUNCTION f(int), g;",
            "-- belay: requires a\n",
            ";",
            "\u00a0",
            "(",
            ")",
            "\\",
            "$",
            ":'v'");

    private static final String NOISE = "'\"$;\\()-/*\n\r EeUu&BNx1a_é😀.,:\0";

    private final Random random;

    RandomSql(long seed) {
        random = new Random(seed);
    }

    /** Statements that any server runs and answers, with as many columns as it likes. */
    String selects() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6) + 1; i > 0; i--) {
            text.append(select()).append(random.nextInt(8) == 0 && i == 1 ? "" : blanks() + ";" + blanks());
        }
        return text.toString();
    }

    /** A script with everything in it; most can be cut. */
    String script() {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
        for (int i = random.nextInt(12); i > 0; i--) {
            boolean select = random.nextBoolean();
            text.append(select ? select() + ";" : pick(PIECES)).append(blanks());
        }
        return text.toString();
    }

    /** The same with a hole, a new character or an end too early. */
    String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && damaged.length() > 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.setLength(at);
                case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(5)));
                case 2 -> damaged.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
                default -> damaged.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
            }
        }
        return damaged.toString();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String select() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT" : "select").append(someBlanks());
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(pick(COLUMNS)).append(i == 0 ? "" : blanks() + "," + blanks());
        }
        return text.toString();
    }

    private String blanks() {
        return random.nextInt(3) == 0 ? "" : someBlanks();
    }

    private String someBlanks() {
        return pick(BLANKS) + (random.nextBoolean() ? pick(BLANKS) : "");
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
