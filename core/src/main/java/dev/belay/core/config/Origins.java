package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Secret;
import dev.belay.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The effective keys with their values and where they came from, safe to show to anybody. */
final class Origins {
    private final Effective effective;
    private final Overrides overrides;
    private final Targets targets;

    Origins(Effective effective, Overrides overrides, Targets targets) {
        this.effective = effective;
        this.overrides = overrides;
        this.targets = targets;
    }

    List<Origin> list(Optional<String> environment) {
        List<Origin> origins = new ArrayList<>();
        chosen(environment).ifPresent(origins::add);
        effective.all().values().forEach(value -> add(value, origins));
        overrides.url().ifPresent(url -> origins.add(new Origin("url", ConnectionUrl.mask(url), "--url")));
        connection(environment, origins);
        return List.copyOf(origins);
    }

    private Optional<Origin> chosen(Optional<String> environment) {
        String variable = effective.text("environment_variable").orElse("BELAY_ENV");
        return environment.map(name -> new Origin(
                "environment",
                name,
                overrides.environment().isPresent()
                        ? "--env"
                        : targets.variable(variable).isPresent()
                                ? "variable " + variable
                                : effective
                                        .get("default_environment")
                                        .map(Value::origin)
                                        .orElse("the only one")));
    }

    private void add(Value value, List<Origin> origins) {
        if (value.node() instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach((name, node) -> add(
                            new Value(value.key() + "." + name, node, value.source(), mapping.line(name)), origins));
            return;
        }
        String variables = String.join(", ", variables(value));
        origins.add(new Origin(
                value.key(), shown(value), value.origin() + (variables.isEmpty() ? "" : " (" + variables + ")")));
    }

    private static List<String> variables(Value value) {
        return value.source().file() && value.node() instanceof YamlNode.Text text
                ? Template.names(text.text())
                : List.of();
    }

    private static String shown(Value value) {
        if (secret(value.key())) {
            return Secret.MASK;
        }
        try {
            return ConnectionUrl.mask(
                    value.node() instanceof YamlNode.Text
                            ? value.text()
                            : items(value).toString());
        } catch (BelayException e) {
            // A variable that is not set is nothing to stop for here: the name of it stands beside.
            return "(not set)";
        }
    }

    private static List<String> items(Value value) {
        List<String> items = new ArrayList<>();
        for (YamlNode item : value.items()) {
            Value one = value.item(item);
            items.add(item instanceof YamlNode.Text ? one.text() : one.texts().toString());
        }
        return items;
    }

    private static boolean secret(String key) {
        String name = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean file = name.endsWith("_file");
        return !file
                && (name.contains("password")
                        || name.contains("secret")
                        || name.contains("token")
                        || name.endsWith("_key")
                        || name.equals("pgoptions"));
    }

    /** What the surroundings add to the chosen environment. */
    private void connection(Optional<String> environment, List<Origin> origins) {
        String name = environment.filter(effective.environments()::contains).orElse("");
        if (overrides.url().isEmpty() && fromVariable(name)) {
            targets.variable(Targets.DATABASE_URL)
                    .ifPresent(url -> origins.add(
                            new Origin("url", ConnectionUrl.mask(url), "variable " + Targets.DATABASE_URL)));
        }
        try {
            ConnectionSettings settings = targets.of(name, overrides.url()).connection();
            origins.add(new Origin("connection", settings.masked(), "all of the above"));
            settings.origins()
                    .forEach((keyword, origin) ->
                            origins.add(new Origin("connection." + keyword, part(keyword, settings), origin)));
        } catch (BelayException e) {
            // What is wrong with the connection ends the commands that need one, and not this list.
            origins.add(new Origin("connection", "(" + e.getMessage() + ")", ""));
        }
    }

    private static String part(String keyword, ConnectionSettings settings) {
        return switch (keyword) {
            case "host", "hostaddr", "port" -> settings.addresses().toString();
            case "dbname" -> settings.database();
            case "user" -> settings.user();
            case "sslmode" -> settings.tls().mode();
            default -> Secret.MASK;
        };
    }

    private boolean fromVariable(String name) {
        return List.of("url", "url_file", "direct_url", "host", "database").stream()
                .allMatch(key -> effective.get(name, key).isEmpty());
    }
}
