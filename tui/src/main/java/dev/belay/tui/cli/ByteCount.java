package dev.belay.tui.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 50MB}, {@code 1.5GB}, {@code 100000}. */
final class ByteCount implements ITypeConverter<Long> {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,3})?) ?([KMGT]?)(I?B)?");
    private static final String UNITS = "KMGT";

    @Override
    public Long convert(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("\"" + text + "\" is no number of bytes; write 50MB");
        }
        int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
        long unit = "IB".equals(matcher.group(3)) ? 1024 : 1000;
        double bytes = Double.parseDouble(matcher.group(1)) * Math.pow((double) unit, power);
        if (bytes < 1) {
            throw new TypeConversionException("\"" + text + "\" is less than one byte");
        }
        return (long) bytes;
    }
}
