package dev.belay.tui.report;

/** A result that people and programs can read. */
public interface Report {
    /** For people. */
    void text(Page page);

    /** The members of the command's JSON object that are its own. */
    void json(Json json);
}
