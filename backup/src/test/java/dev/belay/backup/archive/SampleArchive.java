package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.archive.TocHeader.Origin;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small archive of the tests' own: two tables, one as INSERTs, and two large objects, one of them empty. */
public final class SampleArchive {
    public static final String ROWS = IntStream.range(0, 400)
                    .mapToObj(i -> i + "\tr\u00f6w " + Integer.toHexString(i * 0x9E3779B9) + "\n")
                    .collect(Collectors.joining())
            + ArchiveWriter.endOfRows();
    static final String INSERTS = "INSERT INTO public.b VALUES (1);\nINSERT INTO public.b VALUES (2);\n\n\n";
    static final byte[] OBJECT = new byte[20_000];

    private SampleArchive() {}

    static {
        new java.util.Random(1).nextBytes(OBJECT);
    }

    public static Toc toc(ArchiveFormat format) {
        TocHeader header = TocHeader.of(
                format, LocalDateTime.of(2026, 11, 20, 12, 0), new Origin("sample", "15.18", "Belay 0.1.0"));
        return Placement.place(new Toc(header, entries(format.version())), format);
    }

    private static List<TocEntry> entries(FormatVersion version) {
        boolean grouped = version.atLeast(FormatVersion.V1_16);
        List<TocEntry> entries = new ArrayList<>(List.of(
                TocEntry.builder(1, "ENCODING", "ENCODING")
                        .definition("SET client_encoding = 'UTF8';\n")
                        .build(),
                TocEntry.builder(2, "STDSTRINGS", "STDSTRINGS")
                        .definition("SET standard_conforming_strings = 'on';\n")
                        .build(),
                TocEntry.builder(3, "SEARCHPATH", "SEARCHPATH")
                        .definition("SELECT pg_catalog.set_config('search_path', '', false);\n")
                        .build(),
                table(10, "a", "CREATE TABLE public.a (id integer, name text);\n"),
                table(12, "b", "CREATE TABLE public.b (id integer);\n"),
                grouped ? group() : single(20, 16500),
                grouped
                        ? TocEntry.builder(24, "COMMENT", "LARGE OBJECT 4000000000")
                                .section(Section.NONE)
                                .definition("COMMENT ON LARGE OBJECT 4000000000 IS 'large';\n")
                                .owner(Optional.of("postgres"))
                                .dependencies(List.of(20))
                                .build()
                        : single(21, 4_000_000_000L),
                data(11, "a", 10).copy("COPY public.a (id, name) FROM stdin;\n").build(),
                data(13, "b", 12).build(),
                TocEntry.builder(22, "BLOBS", grouped ? "16500..4000000000" : "BLOBS")
                        .section(Section.DATA)
                        .withData(true)
                        .dependencies(grouped ? List.of(20) : List.of())
                        .build(),
                TocEntry.builder(23, "CONSTRAINT", "a a_pkey")
                        .schema(Optional.of("public"))
                        .section(Section.POST_DATA)
                        .definition("ALTER TABLE ONLY public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);\n")
                        .drop("ALTER TABLE ONLY public.a DROP CONSTRAINT a_pkey;\n")
                        .owner(Optional.of("postgres"))
                        .dependencies(List.of(10, 10))
                        .build()));
        if (grouped) {
            entries.add(TocEntry.builder(25, "ACL", "LARGE OBJECTS 16500..4000000000")
                    .section(Section.NONE)
                    .definition("GRANT SELECT ON LARGE OBJECT 16500 TO PUBLIC;\n")
                    .owner(Optional.of("postgres"))
                    .dependencies(List.of(20))
                    .build());
        }
        return entries;
    }

    private static TocEntry table(int id, String name, String sql) {
        return TocEntry.builder(id, "TABLE", name)
                .object(1259, 16000 + id)
                .schema(Optional.of("public"))
                .tablespace(Optional.of(""))
                .accessMethod(Optional.of("heap"))
                .owner(Optional.of("postgres"))
                .definition(sql)
                .drop("DROP TABLE public." + name + ";\n")
                .build();
    }

    private static TocEntryBuilder data(int id, String table, int of) {
        return TocEntry.builder(id, "TABLE DATA", table)
                .schema(Optional.of("public"))
                .owner(Optional.of("postgres"))
                .section(Section.DATA)
                .withData(true)
                .dependencies(List.of(of));
    }

    private static TocEntry single(int id, long oid) {
        return TocEntry.builder(id, "BLOB", Long.toString(oid))
                .object(2613, oid)
                .definition("SELECT pg_catalog.lo_create('" + oid + "');\n")
                .drop("SELECT pg_catalog.lo_unlink('" + oid + "');\n")
                .owner(Optional.of("postgres"))
                .build();
    }

    private static TocEntry group() {
        return TocEntry.builder(20, "BLOB METADATA", "16500..4000000000")
                .object(2613, 16500)
                .section(Section.DATA)
                .definition("16500\n4000000000\n")
                .drop("-- dummy")
                .owner(Optional.of("postgres"))
                .build();
    }

    public static Path write(ArchiveFormat format, Path to) throws IOException {
        Toc toc = toc(format);
        switch (format.layout()) {
            case DIRECTORY -> write(ArchiveWriter.directory(to, toc));
            case CUSTOM -> write(ArchiveWriter.custom(to, toc));
            case TAR -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
                    write(ArchiveWriter.tar(out, toc, to.getParent()));
                }
            }
        }
        return to;
    }

    public static void write(ArchiveWriter writer) throws IOException {
        try (writer) {
            for (TocEntry entry : writer.toc().entries()) {
                if (entry.holdsLargeObjects()) {
                    try (ArchiveWriter.LargeObjectSink sink = writer.largeObjects(entry)) {
                        try (OutputStream out = sink.object(16500)) {
                            out.write(OBJECT);
                        }
                        sink.object(4_000_000_000L).close();
                    }
                } else if (entry.hasData()) {
                    try (OutputStream out = writer.data(entry)) {
                        out.write((entry.copy().isPresent() ? ROWS : INSERTS).getBytes(UTF_8));
                    }
                }
            }
            writer.finish();
        }
    }
}
