package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of contents of an archive: everything but the data.
 *
 * @param charset of its texts: UTF-8, or ISO-8859-1 for bytes that are none, whose true encoding {@link #encoding} names
 */
public record Toc(TocHeader header, List<TocEntry> entries, Charset charset) {
    public Toc {
        requireNonNull(header, "header");
        requireNonNull(charset, "charset");
        entries = List.copyOf(entries);
    }

    public Toc(TocHeader header, List<TocEntry> entries) {
        this(header, entries, UTF_8);
    }

    public Map<Integer, TocEntry> byId() {
        return entries.stream().collect(toMap(TocEntry::id, Function.identity(), (first, second) -> first));
    }

    /** The client encoding of the texts and of the data, as the entry ENCODING has it. */
    public Optional<String> encoding() {
        return setting("ENCODING").flatMap(TocEntry::quotedSetting);
    }

    /** The statement that sets the search path; empty in archives whose names are not qualified. */
    public Optional<String> searchPath() {
        return setting("SEARCHPATH").flatMap(TocEntry::definition);
    }

    /** Whether a backslash in its texts stands for itself. */
    public boolean standardStrings() {
        return setting("STDSTRINGS")
                .flatMap(TocEntry::quotedSetting)
                .filter("on"::equals)
                .isPresent();
    }

    private Optional<TocEntry> setting(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    /** The same, with a place for the data of each entry: what a writer is to be given. */
    public Toc placed(ArchiveFormat format) {
        return Placement.place(this, format);
    }

    Toc with(List<TocEntry> others) {
        return new Toc(header, others, charset);
    }
}
