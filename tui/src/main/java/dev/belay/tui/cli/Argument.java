package dev.belay.tui.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * An option that takes a value, or an operand: how it is typed, what the help says, and, once the command line has been
 * read, its value.
 *
 * @param <T> what picocli makes of the text
 */
final class Argument<T> implements Piece {
    private final ArgSpec argument;
    private final @Nullable T otherwise;

    /** For those that the methods below do not know; {@code T} is the type that picocli has been told. */
    Argument(ArgSpec argument) {
        this(argument, null);
    }

    private Argument(ArgSpec argument, @Nullable T otherwise) {
        this.argument = argument;
        this.otherwise = otherwise;
    }

    static Argument<String> option(String name, String label, String description) {
        return new Argument<>(named(name, label, description).type(String.class).build());
    }

    static Argument<Integer> number(String name, String label, String description) {
        return new Argument<>(named(name, label, description)
                .type(Integer.class)
                .converters(Argument::whole)
                .build());
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    static Argument<Path> path(String name, String label, String description) {
        return new Argument<>(named(name, label, description)
                .type(Path.class)
                .converters(Path::of)
                .build());
    }

    /** One of the names of an enumeration, in capitals or not. */
    static <E extends Enum<E>> Argument<E> oneOf(Class<E> values, String name, String label, String description) {
        List<String> names = names(values);
        return new Argument<>(named(name, label, description)
                .type(values)
                .completionCandidates(names)
                .converters(text -> constant(values, names, text))
                .build());
    }

    /** Several of them, separated by commas, and the option may be given many times. */
    static <E extends Enum<E>> Argument<Set<E>> someOf(Class<E> values, String name, String label, String description) {
        List<String> names = names(values);
        return new Argument<Set<E>>(named(name, label, description)
                        .type(Set.class)
                        .auxiliaryTypes(values)
                        .splitRegex(",")
                        .completionCandidates(names)
                        .converters(text -> constant(values, names, text.strip()))
                        .build())
                .orElse(Set.of());
    }

    private static <E extends Enum<E>> List<String> names(Class<E> values) {
        return Stream.of(values.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> values, List<String> names, String text) {
        int index = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new TypeConversionException("it is one of " + String.join(", ", names) + ", and not '" + text + "'");
        }
        return values.getEnumConstants()[index];
    }

    /** An option that may be given many times. */
    static Argument<List<String>> options(String name, String label, String description) {
        return new Argument<List<String>>(named(name, label, description)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build())
                .orElse(List.of());
    }

    /** An option that takes several words, separated by commas, and may be given many times. */
    static Argument<List<String>> words(String name, String label, String description) {
        return new Argument<List<String>>(named(name, label, description)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .build())
                .orElse(List.of());
    }

    /** The reason that the journal keeps; nobody gets by without. */
    static Argument<String> reason() {
        return new Argument<>(named("--reason", "TEXT", "Why; the journal keeps it.")
                .type(String.class)
                .required(true)
                .build());
    }

    /** A word that must be there, in the order in which the command names such words. */
    static Argument<String> operand(String label, String description) {
        return new Argument<>(PositionalParamSpec.builder()
                .paramLabel(label)
                .description(description)
                .required(true)
                .build());
    }

    static Argument<String> optionalOperand(String label, String description) {
        return new Argument<>(PositionalParamSpec.builder()
                .arity("0..1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** The one word before the {@link #rest}. */
    static Argument<String> first(String label, String description) {
        return new Argument<>(PositionalParamSpec.builder()
                .index("0")
                .paramLabel(label)
                .description(description)
                .required(true)
                .build());
    }

    /** All words from here on. */
    static Argument<List<String>> rest(String label, String description) {
        return new Argument<List<String>>(PositionalParamSpec.builder()
                        .arity("0..*")
                        .index("1..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(label)
                        .description(description)
                        .build())
                .orElse(List.of());
    }

    /** The beginning of all options; their names are separated by commas: {@code "-o,--output"}. */
    private static OptionSpec.Builder named(String name, String label, String description) {
        return OptionSpec.builder(name.split(",")).paramLabel(label).description(description);
    }

    /** The same with a value for when it is not given. */
    Argument<T> orElse(T value) {
        return new Argument<>(argument, value);
    }

    /** What was typed; empty if it was not. */
    Optional<T> given() {
        return Optional.ofNullable(argument.getValue());
    }

    /** What was typed or else is meant; for arguments that have to be given, or have a value when they are not. */
    T value() {
        return given().orElseGet(() -> requireNonNull(otherwise));
    }

    @Override
    public void addTo(CommandSpec command) {
        command.add(argument);
    }
}
