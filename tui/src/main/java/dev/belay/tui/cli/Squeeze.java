package dev.belay.tui.cli;

import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How an archive is compressed, as people write it: {@code zstd}, {@code zstd:9}, {@code gzip}, {@code none}. */
final class Squeeze implements ITypeConverter<Compression> {
    private static final Pattern TEXT = Pattern.compile("(zstd|gzip|none)(?::([0-9]{1,2}))?");

    @Override
    public Compression convert(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "\"" + text + "\" is none of zstd, gzip and none; a level may follow: zstd:9");
        }
        Algorithm algorithm = Algorithm.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        if (matcher.group(2) == null) {
            // Its own default is slower, and on real rows hardly smaller.
            return algorithm == Algorithm.ZSTD ? new Compression(algorithm, 1) : Compression.of(algorithm);
        }
        try {
            return new Compression(algorithm, Integer.parseInt(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
