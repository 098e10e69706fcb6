package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.db.LockKey;
import dev.belay.core.history.History;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Prisma Migrate: {@code <timestamp>_<title>/migration.sql}, with a {@code down.sql} beside it where Prisma's own
 * documentation tells people to put one, and the table {@code _prisma_migrations}.
 */
final class Prisma implements Convention {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int STAMP_LENGTH = 14;
    private static final String UP = "migration.sql";
    private static final String PROGRAM = "migration" + ProgramFile.ENDING;
    private static final String DOWN = "down.sql";

    private final Folder folder;
    private final PrismaHistory history;

    Prisma(ConventionSettings settings) {
        Path base = settings.base();
        this.folder = Folder.firstOf(base.resolve("prisma").resolve("migrations"), base.resolve("migrations"), base);
        this.history = new PrismaHistory(settings);
    }

    @Override
    public String name() {
        return "prisma";
    }

    @Override
    public Comparator<Version> order() {
        return Comparator.comparing(Version::text);
    }

    @Override
    public boolean outOfOrderIsNormal() {
        return true;
    }

    @Override
    public Listing listing() {
        Catalogue catalogue = new Catalogue(folder);
        for (String name : folder.names()) {
            entry(name).ifPresent(catalogue::add);
        }
        return catalogue.in(order());
    }

    private Optional<Entry> entry(String name) {
        Path path = folder.path().resolve(name).resolve(UP);
        File file = new File(path.toString());
        if (!file.exists()) {
            if (!name.startsWith(".") && Files.isDirectory(folder.path().resolve(name))) {
                if (Files.exists(folder.path().resolve(name).resolve(PROGRAM))) {
                    throw noProgram("\"" + name + "/" + PROGRAM + "\" is");
                }
                throw Refusal.of(
                        "the folder \"" + name + "\" has no " + UP,
                        "remove the folder, or bring the file back from version control");
            }
            return Optional.empty();
        }
        Version version = new Version(name);
        return Optional.of(Entry.of(version, title(name), path, () -> migration(version, path)));
    }

    private Migration migration(Version version, Path path) {
        TextFile up = folder.read(path);
        return new Migration(
                version,
                title(version.text()),
                Migration.Kind.VERSIONED,
                path,
                Optional.of(path.resolveSibling(DOWN))
                        .filter(down -> new File(down.toString()).exists())
                        .filter(down -> Outline.hasCode(folder.read(down).text(), 0)),
                up.checksum(),
                Optional.of(FileHashes.sha256(up.bytes())));
    }

    private static String title(String name) {
        return name.replaceFirst("^\\d+_", "").replace('_', ' ').strip();
    }

    @Override
    public Body read(Migration migration, Direction direction) {
        TextFile up = folder.readAgain(migration);
        TextFile file = direction == Direction.UP
                ? up
                : folder.read(migration.downFile().orElseThrow(() -> Refusal.noDown(migration)));
        return new Body(Script.parse(file.shown(), file.text()), Body.Mode.AUTO);
    }

    @Override
    public List<Long> foreignLocks() {
        return List.of(LockKey.PRISMA);
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Optional<Migration> find(String text, List<Migration> among) {
        String folderName = text.strip().replaceFirst("/+$", "");
        return Search.find(folderName, among, version -> version);
    }

    @Override
    public List<Path> createProgram(String title, Instant now) {
        throw noProgram("\"" + title + "\" cannot be");
    }

    private static BelayException noProgram(String what) {
        return Refusal.of(
                what + " a data migration in Java: Prisma wants a " + UP + " in each folder, and knows nothing else",
                "write SQL there, or run the program with belay run");
    }

    @Override
    public List<Path> create(String title, Instant now) {
        String name = NewFile.name(title);
        List<String> taken = folder.names().stream()
                .filter(other -> other.length() >= STAMP_LENGTH)
                .map(other -> other.substring(0, STAMP_LENGTH))
                .toList();
        Path target = folder.path().resolve(NewFile.stamp(now, ZoneOffset.UTC, STAMP, taken) + "_" + name);
        try {
            Files.createDirectory(target);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.of("\"" + target + "\" is there already", "choose another title");
        } catch (IOException e) {
            throw Refusal.of("cannot make the folder \"" + target + "\": " + e.getMessage(), "");
        }
        String heading = NewFile.heading(title);
        return List.of(
                NewFile.write(target.resolve(UP), "-- " + heading + "\n\n"),
                NewFile.write(target.resolve(DOWN), "-- Undoes: " + heading + "\n\n"));
    }
}
