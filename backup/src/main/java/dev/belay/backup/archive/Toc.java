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
        return entries.stream()
                .filter(entry -> entry.kind().equals("ENCODING"))
                .findFirst()
                .flatMap(TocEntry::quotedSetting);
    }

    Toc with(List<TocEntry> others) {
        return new Toc(header, others, charset);
    }
}
