package dev.belay.core.apply;

import java.sql.SQLException;

/** What the server refused to do for a data migration, with the place in its file. */
public final class ProgramException extends SQLException {
    private final String file;
    private final int line;
    private final String source;
    private final SQLException said;

    /**
     * Made by whoever runs the program.
     *
     * @param line counted from 1
     * @param source the text of that line
     */
    public ProgramException(String file, int line, String source, SQLException said) {
        super(said.getMessage(), said.getSQLState(), said);
        this.file = file;
        this.line = line;
        this.source = source;
        this.said = said;
    }

    Failure.Place place() {
        return new Failure.Place(file, line, 0, 0, source.strip());
    }

    SQLException said() {
        return said;
    }
}
