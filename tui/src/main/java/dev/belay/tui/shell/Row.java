package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of a query: its values by the names of its columns, in their order. Never changes. */
public final class Row extends AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> values;

    Row(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return values.entrySet();
    }

    /** What is in the column, as the driver makes it; null for NULL. A name that no column has is an error. */
    public @Nullable Object value(String column) {
        if (!values.containsKey(column)) {
            throw wrong("no column \"" + column + "\", but " + String.join(", ", values.keySet()));
        }
        return values.get(column);
    }

    /** The value as text; "" for NULL. */
    public String text(String column) {
        return Objects.toString(value(column), "");
    }

    /** The value as a whole number; NULL is an error. */
    public long number(String column) {
        try {
            return decimal(column).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong("\"" + column + "\" is no whole number: " + value(column));
        }
    }

    /** The value as a number; NULL is an error. */
    public BigDecimal decimal(String column) {
        Object value = value(column);
        try {
            return new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw wrong("\"" + column + "\" is no number: " + (value == null ? "NULL" : value));
        }
    }

    private static BelayException wrong(String what) {
        return new BelayException(Kind.MIGRATION, what, "");
    }

    /** The value as a boolean; NULL is false. */
    public boolean truth(String column) {
        return Boolean.TRUE.equals(value(column));
    }
}
