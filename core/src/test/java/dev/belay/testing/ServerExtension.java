package dev.belay.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test its own empty databases, one per parameter, and drops them afterwards. */
final class ServerExtension implements ParameterResolver {
    static final Namespace NAMESPACE = Namespace.create(ServerExtension.class);
    static final String MAJOR = "major";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class || type == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        Integer major = store.get(MAJOR, Integer.class);
        TestServer server = major == null ? TestServer.any() : TestServer.of(major);
        if (parameter.getParameter().getType() == TestServer.class) {
            return server;
        }
        TestDatabase database = server.createDatabase();
        store.put(database.name(), database);
        return database;
    }
}
