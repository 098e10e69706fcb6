package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rows of results, or records whose components are called like the columns. */
final class Records {
    private Records() {}

    static List<Row> rows(ResultSet result) throws SQLException {
        ResultSetMetaData about = result.getMetaData();
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int column = 1; column <= about.getColumnCount(); column++) {
                values.put(about.getColumnLabel(column), result.getObject(column));
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    /** Of {@code authorId} and {@code author_id} each may be the component or the column. */
    static <R extends Record> List<R> rows(Class<R> type, ResultSet result) throws SQLException {
        RecordComponent[] components = type.getRecordComponents();
        int[] columns = Arrays.stream(components)
                .mapToInt(component -> column(type, component, result))
                .toArray();
        List<R> records = new ArrayList<>();
        while (result.next()) {
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                Class<?> wanted = components[i].getType();
                values[i] = value(result, columns[i], components[i]);
                if (values[i] == null && wanted.isPrimitive()) {
                    throw wrong("\"" + components[i].getName() + "\" is NULL, and its type is " + wanted + ": make it "
                            + boxed(wanted).getSimpleName());
                }
            }
            records.add(made(type, components, values));
        }
        return records;
    }

    private static @Nullable Object value(ResultSet result, int column, RecordComponent component) throws SQLException {
        try {
            return result.getObject(column, boxed(component.getType()));
        } catch (SQLException e) {
            throw new SQLException("\"" + component.getName() + "\": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    private static BelayException wrong(String what) {
        return new BelayException(Kind.MIGRATION, what, "");
    }

    private static int column(Class<?> type, RecordComponent component, ResultSet result) {
        try {
            ResultSetMetaData about = result.getMetaData();
            for (int column = 1; column <= about.getColumnCount(); column++) {
                if (plain(about.getColumnLabel(column)).equals(plain(component.getName()))) {
                    return column;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        throw wrong("the query has no column for \"" + component.getName() + "\" of " + type.getSimpleName());
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static <R extends Record> R made(Class<R> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + type.getSimpleName(), e);
        }
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
    }
}
