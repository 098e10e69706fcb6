package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An object as a flat list of facts, found by way of its record components, so that a kind needs to say nothing to be
 * compared, hashed and kept. What is false or empty is no fact; what depends on what is none either, nor what is marked as
 * {@link NoFact}; pieces go by their name, as in {@code column email: type}, and the order of columns is a fact of its own.
 */
final class Facts {
    /** Said of a piece of which there is nothing else to say. */
    private static final String EXISTS = "exists";

    private static final String YES = "yes";
    private static final String HIDDEN = "(secret)";
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    /** The value of an option of a server or user mapping; a column may well be called so. */
    private static final Pattern SECRET_OPTION =
            Pattern.compile("(?i)(?:role .*: )?(?:option|setting) .*(?:pass|pwd|secret|token|credential|key).*: value");

    private static final Pattern SECRET_VALUE = Pattern.compile(
            "(?i)((?:pass|pwd|secret|token)\\w*\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|(?:[^\\s'\\\\]|\\\\.)+)");

    private static final Pattern SECRET_OF_URL = Pattern.compile("(://[^:/?#@\\s]*:)[^@\\s]+@");
    private static final Pattern OPTION_OF_MAPPING = Pattern.compile("option (?!\"user\":|user:|username:).*: value");

    /** The shape of a class never changes, and asking for it takes longer than all the rest. */
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final SortedMap<String, String> facts = new TreeMap<>();

    private final Optional<String> owner;

    private final boolean ofUserMapping;

    private Facts(CatalogObject object) {
        this.owner = object.head().owner();
        this.ofUserMapping = object.id().type() == ObjectType.USER_MAPPING;
    }

    /** What is said of it, by name: {@code column email: type} and {@code text}. */
    static SortedMap<String, String> of(CatalogObject object) {
        Facts facts = new Facts(object);
        facts.components("", (Record) object, Set.of("head"));
        facts.components("", object.head(), Set.of("id"));
        return Collections.unmodifiableSortedMap(facts.facts);
    }

    private void components(String path, Record record, Set<String> except) {
        for (Component component : SHAPES.get(record.getClass()).components()) {
            Object value = component.of(record);
            if (!isNothing(value) && !except.contains(component.name())) {
                value(path + component.words(), value);
            }
        }
    }

    /** Most components of most objects: they are passed over before anything is made of their names. */
    private static boolean isNothing(Object value) {
        return value.equals("")
                || value.equals(false)
                || (value instanceof Optional<?> optional && optional.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty());
    }

    private void value(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(inner -> optional(name, inner));
        } else if (value instanceof Privileges privileges) {
            PrivilegeFacts.of(privileges, owner).forEach((who, letters) -> put(name + " of " + who, letters));
        } else if (value instanceof Boolean flag) {
            if (flag) {
                put(name, YES);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> value(name + " " + Identifier.spell(String.valueOf(key)), inner));
        } else if (value instanceof SortedSet<?>) {
            // Dependencies: they decide in which order something is made, not what it is.
            return;
        } else if (value instanceof Collection<?> list) {
            list(name, list);
        } else if (isPiece(value)) {
            // It is always there, so that nothing in it can make it come or go as a piece.
            put(name + ": " + EXISTS, YES);
            components(name + ": ", (Record) value, Set.of());
        } else {
            put(name, text(value));
        }
    }

    /** What may not be there: that it is, is a fact even where nothing else can be said of it. */
    private void optional(String name, Object value) {
        if (isPiece(value)) {
            piece(name, (Record) value, Set.of());
        } else {
            value(name, value);
        }
    }

    private void list(String name, Collection<?> list) {
        List<Record> pieces = new ArrayList<>(list.size());
        for (Object one : list) {
            if (isPiece(one)) {
                pieces.add((Record) one);
            }
        }
        if (pieces.isEmpty() && !list.isEmpty()) {
            put(name, lines(list.stream().map(Facts::text).toList()));
            return;
        }
        List<String> keys = names(pieces);
        boolean named = new HashSet<>(keys).size() == pieces.size();
        if (!named) {
            keys = numbers(pieces.size());
        }
        for (int i = 0; i < pieces.size(); i++) {
            Record piece = pieces.get(i);
            Optional<String> told = named ? keyOf(piece).map(Component::name) : Optional.empty();
            piece(singular(name) + " " + keys.get(i), piece, told.map(Set::of).orElse(Set.of()));
        }
        if (name.endsWith("columns") && !keys.isEmpty()) {
            put(name.substring(0, name.length() - "columns".length()) + Described.COLUMN_ORDER, lines(keys));
        }
    }

    private static boolean isPiece(Object value) {
        return value instanceof Record && !(value instanceof ObjectId);
    }

    private void piece(String name, Record record, Set<String> except) {
        int before = facts.size();
        components(name + ": ", record, except);
        if (facts.size() == before) {
            put(name + ": " + EXISTS, YES);
        }
    }

    private static List<String> names(List<Record> pieces) {
        List<String> names = new ArrayList<>();
        for (Record piece : pieces) {
            keyOf(piece).ifPresent(key -> names.add(Identifier.spell(text(key.of(piece)))));
        }
        return names;
    }

    /** For pieces that have no names, or not one for each; as wide as they must be to be sorted as texts. */
    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
                .toList();
    }

    private static Optional<Component> keyOf(Record record) {
        return SHAPES.get(record.getClass()).key();
    }

    private static String text(Object value) {
        return value instanceof Enum<?> one
                ? one.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : value instanceof ObjectId id ? ObjectKey.of(id) : String.valueOf(value);
    }

    /** One element on each line; what an element has of line ends and backslashes is escaped. */
    private static String lines(List<String> elements) {
        return String.join(
                "\n",
                elements.stream()
                        .map(element -> element.replace("\\", "\\\\").replace("\n", "\\n"))
                        .toList());
    }

    private void put(String name, String value) {
        String shown = isSecret(name) ? HIDDEN : mayHoldOne(name) ? masked(value) : Rewording.settled(value);
        if (facts.put(name, shown) != null) {
            throw new IllegalStateException("two facts are called " + name);
        }
    }

    private boolean isSecret(String name) {
        return name.endsWith(": value")
                && (SECRET_OPTION.matcher(name).matches()
                        || (ofUserMapping && OPTION_OF_MAPPING.matcher(name).matches()));
    }

    private static boolean mayHoldOne(String name) {
        return name.equals("connection")
                || name.startsWith("option ")
                || name.startsWith("setting ")
                || name.startsWith("role ");
    }

    private static String masked(String value) {
        String without = SECRET_VALUE.matcher(value).replaceAll("$1" + HIDDEN);
        return SECRET_OF_URL.matcher(without).replaceAll("$1" + HIDDEN + "@");
    }

    private static String singular(String words) {
        return words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
    }

    /**
     * What facts a class of records has.
     *
     * @param key the component that names a piece among its like: {@code name}, or a text that comes first
     */
    private record Shape(List<Component> components, Optional<Component> key) {
        static Shape of(Class<?> type) {
            List<Component> components = Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.isAnnotationPresent(NoFact.class))
                    .map(Component::of)
                    .toList();
            Optional<Component> key = components.stream()
                    .filter(component -> component.name().equals("name"))
                    .findFirst()
                    .or(() -> components.stream()
                            .limit(1)
                            .filter(component -> component.accessor().getReturnType() == String.class)
                            .findFirst());
            return new Shape(components, key);
        }
    }

    /** A component of a record class, such as {@code notNull}, whose words are {@code not null}. */
    private record Component(String name, String words, Method accessor) {
        static Component of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            String words = HUMPS.matcher(component.getName()).replaceAll(" ").toLowerCase(Locale.ROOT);
            return new Component(component.getName(), words, component.getAccessor());
        }

        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name + " of " + record.getClass(), e);
            }
        }
    }
}
