package dev.belay.backup.archive;

import dev.belay.backup.archive.Compression.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Directory and tar: a file per table and large object, each compressed in its own way, as its suffix says. */
final class FilesReader implements ArchiveReader {
    private static final int LONGEST_LINE = 1000;
    private static final Pattern LINE = Pattern.compile("([0-9]{1,10}) (\\S+)\n");

    private final FileSet files;
    private final Layout layout;
    private final Toc toc;

    private FilesReader(FileSet files, Layout layout) throws IOException {
        this.files = files;
        this.layout = layout;
        try (CheckedInput in = open(FileNames.TOC, "table of contents")) {
            this.toc = TocReader.read(files.name() + ", " + FileNames.TOC, in);
        }
        if (toc.header().layout() == Layout.CUSTOM) {
            throw Damage.in(files.name(), "the table of contents is of a custom archive");
        }
    }

    static FilesReader directory(Path folder) {
        return directory(new FolderFiles(folder));
    }

    static FilesReader directory(FileSet files) {
        return open(files, Layout.DIRECTORY);
    }

    static FilesReader tar(ByteSource tar) {
        return open(TarFiles.open(tar), Layout.TAR);
    }

    private static FilesReader open(FileSet files, Layout layout) {
        try {
            return new FilesReader(files, layout);
        } catch (IOException e) {
            throw Damage.at(files.name(), 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public InputStream data(TocEntry entry) {
        CheckedInput in = open(fileOf(entry), entry.label());
        return new EndMark(
                in,
                entry,
                total -> Damage.at(
                        files.name() + ", " + fileOf(entry), total, entry.label() + " ends without its end mark"));
    }

    @Override
    public long size(TocEntry entry) {
        if (!entry.hasData() || !FileNames.plain(fileOf(entry))) {
            return 0;
        }
        return Arrays.stream(Algorithm.values())
                .map(algorithm -> fileOf(entry) + algorithm.suffix())
                .filter(files::has)
                .mapToLong(files::size)
                .sum();
    }

    @Override
    public void require(TocEntry entry) throws IOException {
        if (!entry.holdsLargeObjects()) {
            find(fileOf(entry), entry.label());
            return;
        }
        for (Line line : lines(listOf(entry), entry)) {
            find(line.file(), "large object " + line.oid());
        }
    }

    private String fileOf(TocEntry entry) {
        if (entry.place() instanceof Place.InFile file && !file.name().isEmpty()) {
            return file.name();
        }
        throw Damage.in(files.name(), entry.label() + " has no file");
    }

    @Override
    public void largeObjects(TocEntry entry, LargeObjectVisitor visitor) throws IOException {
        String list = listOf(entry);
        Set<Long> seen = new LinkedHashSet<>();
        for (Line line : lines(list, entry)) {
            if (!seen.add(line.oid())) {
                throw Damage.in(files.name() + ", " + list, "large object " + line.oid() + " is there twice");
            }
            try (CheckedInput in = open(line.file(), "large object " + line.oid())) {
                visitor.visit(line.oid(), in);
                in.transferTo(OutputStreams.NOWHERE);
            }
        }
        LargeObjects.check(toc, entry, seen, files.name() + ", " + list);
    }

    /** The file that lists the large objects, which is not always the one that the entry names. */
    private String listOf(TocEntry entry) {
        if (!toc.header().version().atLeast(FormatVersion.V1_16)) {
            return FileNames.OLD_LARGE_OBJECTS;
        }
        return layout == Layout.TAR ? FileNames.largeObjects(entry.id()) : fileOf(entry);
    }

    private List<Line> lines(String list, TocEntry entry) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (CheckedInput in = open(list, entry.label())) {
            for (int first = in.read(); first >= 0; first = in.read()) {
                Matcher line = LINE.matcher(restOfLine(first, in));
                if (!line.matches()) {
                    throw Damage.in(files.name() + ", " + list, "line " + (lines.size() + 1) + " is no large object");
                }
                lines.add(new Line(Long.parseLong(line.group(1)), line.group(2)));
            }
        }
        return lines;
    }

    /** A line with its end: one without has lost something. */
    private static String restOfLine(int first, CheckedInput in) {
        StringBuilder line = new StringBuilder();
        for (int next = first; next >= 0 && line.length() < LONGEST_LINE; next = in.read()) {
            line.append((char) next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString();
    }

    /** Opens a file by its name without suffix, whichever way it is compressed. */
    private CheckedInput open(String name, String label) {
        Algorithm algorithm = find(name, label);
        return CheckedInput.file(files.open(name + algorithm.suffix()), label, algorithm);
    }

    /** Which way a file is compressed, of which there is one. */
    private Algorithm find(String name, String label) {
        if (!FileNames.plain(name)) {
            throw Damage.in(files.name(), "names a file that is not in it: \"" + name + "\"");
        }
        List<Algorithm> found = Arrays.stream(Algorithm.values())
                .filter(algorithm -> files.has(name + algorithm.suffix()))
                .toList();
        if (found.size() != 1) {
            throw Damage.in(
                    files.name(),
                    found.isEmpty()
                            ? "there is no file " + name + " for " + label
                            : "there are " + found.size() + " files " + name + " for " + label);
        }
        Algorithm algorithm = found.get(0);
        files.require(name + algorithm.suffix());
        return algorithm;
    }

    private record Line(long oid, String file) {}
}
