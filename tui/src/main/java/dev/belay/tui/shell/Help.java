package dev.belay.tui.shell;

/** The page of {@code /help belay}. */
final class Help {
    static final String TEXT = """
            The names that Belay adds to JShell. Everything else is Java, or one of JShell's own commands: /help.

            belay.status()  belay.plan()  belay.up()  belay.down()  belay.rehearse()  belay.backup()  …
                what the command line does in this place, with its questions; words go in as texts:
                belay.up("--only", "20250104_x"), belay.run("schema", "-t", "author")
            sql("select …")                      runs statements and prints what they answer
            sql("… where id = ?", 7)             one statement with values
            rows("select …")                     a List of Row: text("name"), number("id"), value("x")
            rows(Author.class, "select …")       a List of records
            explain("select …")                  the server's plan, without running the query
            catalog()                            everything that is in the database, as values
            diff("prod"), diff("a", "b")         what differs between environments, snapshots, migrations
            verify()                             the findings of the spec, as values
            connection()                         the JDBC connection of this session, in autocommit
            print(x), log(x)                     a line on standard output, on standard error

            Tab completes. Ctrl-C cancels what runs. A protected environment is only read, unless the shell was started
            with --confirm=NAME; the verbs ask as always.
            """;

    private Help() {}
}
