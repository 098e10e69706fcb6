package dev.belay.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key there is. To add one: a line here and an accessor in {@link Config} or {@link Target}. */
final class Keys {
    static final List<String> CONVENTIONS = List.of("mybatis", "sections", "prisma", "plain", "flyway");
    static final List<String> OUT_OF_ORDER = List.of("refuse", "allow");

    static final Shape ALL = Shape.section()
            .with("project", KeyType.TEXT)
            .with("convention", KeyType.CONVENTION)
            .with("migrations", KeyType.TEXT)
            .with("order", KeyType.TEXTS)
            .with("environments", Shape.named(environment()))
            .with("environment_variable", KeyType.TEXT)
            .with("default_environment", KeyType.TEXT)
            .with("lock", lock())
            .with("out_of_order", KeyType.OUT_OF_ORDER)
            .with("hooks", hooks())
            .with("seed", KeyType.TEXTS)
            .with("journal", table())
            .with("history", table())
            .with("verify", KeyType.TEXT)
            .with("snapshot", KeyType.TEXT);

    private Keys() {}

    private static Shape environment() {
        return Shape.section()
                .with("url", KeyType.TEXT)
                .with("url_file", KeyType.TEXT)
                .with("direct_url", KeyType.TEXT)
                .with("host", KeyType.TEXT)
                .with("port", KeyType.POSITIVE)
                .with("database", KeyType.TEXT)
                .with("user", KeyType.TEXT)
                .with("password", KeyType.TEXT)
                .with("password_file", KeyType.TEXT)
                .with("password_command", KeyType.TEXTS)
                .with("role", KeyType.TEXT)
                .with("schema", KeyType.TEXT)
                .with("sslmode", KeyType.TEXT)
                .with("sslrootcert", KeyType.TEXT)
                .with("sslcert", KeyType.TEXT)
                .with("sslkey", KeyType.TEXT)
                .with("connect_timeout", KeyType.DURATION)
                .with("application_name", KeyType.TEXT)
                .with("pool_size", KeyType.POSITIVE)
                .with("pool_timeout", KeyType.DURATION)
                .with("settings", KeyType.MAP)
                .with("variables", KeyType.MAP)
                .with("protected", KeyType.FLAG)
                .with("backup", backup())
                .with("snapshot", KeyType.TEXT)
                .with("refresh_snapshot", KeyType.FLAG);
    }

    private static Shape backup() {
        return Shape.section()
                .with("before_up", KeyType.FLAG)
                .with("to", KeyType.TEXT)
                .with("storage", KeyType.MAP)
                .with("encrypt_to", KeyType.TEXTS)
                .with("identity", KeyType.TEXT)
                .with("keep", keep());
    }

    private static Shape keep() {
        return Shape.section()
                .with("last", KeyType.NOT_NEGATIVE)
                .with("daily", KeyType.NOT_NEGATIVE)
                .with("weekly", KeyType.NOT_NEGATIVE)
                .with("monthly", KeyType.NOT_NEGATIVE);
    }

    private static Shape lock() {
        return Shape.section()
                .with("wait", KeyType.DURATION)
                .with("lock_timeout", KeyType.LADDER)
                .with("retries", KeyType.NOT_NEGATIVE);
    }

    private static Shape hooks() {
        return Shape.section()
                .with("before_up", KeyType.HOOK)
                .with("after_up", KeyType.HOOK)
                .with("before_down", KeyType.HOOK)
                .with("after_down", KeyType.HOOK)
                .with("before_each", KeyType.HOOK)
                .with("after_each", KeyType.HOOK)
                .with("on_failure", KeyType.HOOK);
    }

    private static Shape table() {
        return Shape.section().with("schema", KeyType.TEXT).with("table", KeyType.TEXT);
    }

    /** The leaves that a variable or the command line may set: those of no environment, and no commands. */
    static Map<String, KeyType> settable() {
        Map<String, KeyType> leaves = new LinkedHashMap<>();
        ALL.leaves("", leaves);
        leaves.keySet().removeIf(path -> path.startsWith("environments.") || path.startsWith("hooks."));
        return leaves;
    }
}
