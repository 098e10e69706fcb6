package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.TocHeader.Widths;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a table of contents of any version from 1.12 on, strictly: what pg_dump cannot have written is damage. */
final class TocReader {
    static final byte[] MAGIC = "PGDMP".getBytes(ISO_8859_1);

    private WireInput in;

    private TocReader(WireInput in) {
        this.in = in;
    }

    /** Reads and leaves the input behind the last entry. */
    static Toc read(RawInput raw) {
        return new TocReader(new WireInput(raw, Widths.USUAL)).read();
    }

    /** The table of contents in these bytes, and nothing behind it. */
    static Toc read(String file, InputStream bytes) {
        RawInput raw = new RawInput(file, bytes, 0, Long.MAX_VALUE);
        Toc toc = read(raw);
        if (raw.read() >= 0) {
            throw Damage.at(file, raw.position(), "something follows the last entry");
        }
        return toc;
    }

    private Toc read() {
        TocHeader header = readHeader();
        int count = in.readInt();
        List<TocEntry> entries = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            TocEntry entry = readEntry(header);
            if (!seen.add(entry.id())) {
                throw in.damage("two entries have the number " + entry.id());
            }
            entries.add(entry);
        }
        return decoded(new Toc(header, entries, ISO_8859_1));
    }

    private TocHeader readHeader() {
        for (byte letter : MAGIC) {
            if (in.readByte() != letter) {
                throw in.damage("is no archive of PostgreSQL");
            }
        }
        FormatVersion version = readVersion();
        int integer = in.readByte();
        int offset = in.readByte();
        if (integer < 1 || integer > Widths.MOST || offset < 1 || offset > Widths.MOST) {
            throw in.damage("numbers have " + integer + " and " + offset + " bytes");
        }
        Widths widths = new Widths(integer, offset);
        in = in.with(widths);
        Layout layout = readLayout();
        Compression compression = readCompression(version);
        LocalDateTime created = readTime();
        int daylightSaving = in.readInt();
        return new TocHeader(
                version,
                widths,
                layout,
                compression,
                created,
                daylightSaving,
                in.readText(),
                in.readText(),
                in.readText());
    }

    private FormatVersion readVersion() {
        int major = in.readByte();
        int minor = in.readByte();
        int revision = in.readByte();
        Optional<FormatVersion> version = FormatVersion.of(minor);
        if (major != FormatVersion.MAJOR || revision != 0 || version.isEmpty()) {
            throw in.unknown("the format has the version " + major + "." + minor + "-" + revision
                    + ", and 1.12 to 1.16 are known");
        }
        return version.get();
    }

    private Layout readLayout() {
        int code = in.readByte();
        if (code != Layout.CUSTOM.code() && code != Layout.DIRECTORY.code()) {
            throw in.damage("there is no format number " + code);
        }
        return code == Layout.CUSTOM.code() ? Layout.CUSTOM : Layout.DIRECTORY;
    }

    private Compression readCompression(FormatVersion version) {
        if (version.atLeast(FormatVersion.V1_15)) {
            int code = in.readByte();
            return Compression.of(
                    Algorithm.of(code).orElseThrow(() -> in.damage("there is no compression number " + code)));
        }
        int level = in.readInt();
        if (level < Compression.DEFAULT_LEVEL || level > 9) {
            throw in.damage("there is no compression level " + level);
        }
        return level == 0 ? Compression.NONE : new Compression(Algorithm.GZIP, level);
    }

    private LocalDateTime readTime() {
        int second = in.readInt();
        int minute = in.readInt();
        int hour = in.readInt();
        int day = in.readInt();
        int month = in.readInt() + 1;
        int year = in.readInt() + 1900;
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second);
        } catch (DateTimeException e) {
            throw in.damage("the time of creation is none: " + e.getMessage());
        }
    }

    private TocEntry readEntry(TocHeader header) {
        int id = in.readInt();
        if (id <= 0) {
            throw in.damage("an entry has the number " + id);
        }
        boolean hasData = in.readFlag("whether there is data");
        long catalog = readOidText();
        long oid = readOidText();
        TocEntryBuilder entry = TocEntry.builder(id, "", in.requireText("tag"))
                .kind(in.requireText("kind"))
                .withData(hasData)
                .object(catalog, oid)
                .section(readSection())
                .definition(in.readText())
                .drop(in.readText())
                .copy(in.readText())
                .schema(in.readText())
                .tablespace(in.readText());
        if (header.version().atLeast(FormatVersion.V1_14)) {
            entry.accessMethod(in.readText());
        }
        if (header.version().atLeast(FormatVersion.V1_16)) {
            entry.relationKind(readRelationKind());
        }
        return entry.owner(in.readText())
                .withOids(readWithOids())
                .dependencies(readDependencies())
                .place(readPlace(header.layout(), hasData))
                .build();
    }

    private Place readPlace(Layout layout, boolean hasData) {
        Place place = layout == Layout.CUSTOM ? in.readPlace() : new Place.InFile(in.requireText("file"));
        if (place.holdsData() != hasData) {
            throw in.damage("an entry has " + (hasData ? "data, but no place for it" : "no data, but a place for it"));
        }
        return place;
    }

    private long readOidText() {
        return readDecimal(in.requireText("OID"), 0xFFFF_FFFFL);
    }

    private Section readSection() {
        int code = in.readInt();
        return Section.of(code).orElseThrow(() -> in.damage("there is no section " + code));
    }

    private int readRelationKind() {
        int code = in.readInt();
        if (code < 0 || code > 127) {
            throw in.damage("there is no kind of relation " + code);
        }
        return code;
    }

    private boolean readWithOids() {
        String text = in.requireText("mark of OIDs");
        if (!text.equals("false") && !text.equals("true")) {
            throw in.damage("the mark of OIDs is neither true nor false");
        }
        return text.equals("true");
    }

    private List<Integer> readDependencies() {
        List<Integer> ids = new ArrayList<>();
        for (Optional<String> text = in.readText(); text.isPresent(); text = in.readText()) {
            ids.add((int) readDecimal(text.get(), Integer.MAX_VALUE));
        }
        return ids;
    }

    private long readDecimal(String digits, long most) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Long.parseLong(digits) > most || (digits.length() > 1 && digits.startsWith("0"))) {
            throw in.damage("a text should be a number");
        }
        return Long.parseLong(digits);
    }

    /** Texts are UTF-8 when all of them can be; otherwise each byte stays one character, so that none is lost. */
    private static Toc decoded(Toc toc) {
        try {
            List<TocEntry> entries = new ArrayList<>();
            for (TocEntry entry : toc.entries()) {
                entries.add(decoded(entry));
            }
            return new Toc(decoded(toc.header()), entries, UTF_8);
        } catch (CharacterCodingException e) {
            return toc;
        }
    }

    private static TocHeader decoded(TocHeader header) throws CharacterCodingException {
        return new TocHeader(
                header.version(),
                header.widths(),
                header.layout(),
                header.compression(),
                header.created(),
                header.daylightSaving(),
                decoded(header.database()),
                decoded(header.serverVersion()),
                decoded(header.dumpVersion()));
    }

    private static TocEntry decoded(TocEntry entry) throws CharacterCodingException {
        TocEntryBuilder builder = entry.toBuilder()
                .tag(decoded(entry.tag()))
                .kind(decoded(entry.kind()))
                .definition(decoded(entry.definition()))
                .drop(decoded(entry.drop()))
                .copy(decoded(entry.copy()))
                .schema(decoded(entry.schema()))
                .tablespace(decoded(entry.tablespace()))
                .accessMethod(decoded(entry.accessMethod()))
                .owner(decoded(entry.owner()));
        if (entry.place() instanceof Place.InFile file) {
            builder.place(new Place.InFile(decoded(file.name())));
        }
        return builder.build();
    }

    private static Optional<String> decoded(Optional<String> text) throws CharacterCodingException {
        return text.isPresent() ? Optional.of(decoded(text.get())) : text;
    }

    private static String decoded(String text) throws CharacterCodingException {
        if (text.chars().allMatch(character -> character < 0x80)) {
            return text;
        }
        // A new decoder refuses what is malformed instead of replacing it.
        return UTF_8.newDecoder()
                .decode(ByteBuffer.wrap(text.getBytes(ISO_8859_1)))
                .toString();
    }
}
