package dev.belay.tui.cli;

import dev.belay.core.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it: {@code 20h}, {@code 7d}. */
final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + text + "\" is no duration: write a number and its unit, such as 20h or 7d"));
    }
}
