package dev.belay.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with a belay.yaml in it, and the ways to read it. */
record ConfigFolder(Path folder) {
    /** Every key there is. */
    static final String COMPLETE = """
            project: vividly
            convention: mybatis
            migrations: db
            order: [b.sql, a.sql]
            environments:
              dev: {url: "${DATABASE_URL:-postgresql://localhost/vividly}"}
              prod:
                url_file: secrets/url
                direct_url: "${DIRECT_URL:-}"
                protected: true
                backup: {before_up: true, to: "s3://bucket/prefix", storage: {region: eu}, encrypt_to: [age1x, age1y], identity: age.key, keep: {last: 3, weekly: 0}}
              test:
                host: "${DB_HOST}"
                port: 5433
                database: "${DB_NAME}"
                user: bob
                password: "${DB_PASSWORD}"
                role: app_owner
                schema: app
                sslmode: verify-ca
                sslrootcert: certs/ca.pem
                connect_timeout: 3s
                pool_size: 4
                pool_timeout: 2m
                application_name: tests
                password_command: [aws, rds, "${TOKEN_NAME:-generate}"]
                variables: {CONCURRENTLY: "", SCHEMA: app}
                settings: {search_path: "app, public", work_mem: 5MB}
            environment_variable: STAGE
            default_environment: dev
            lock: {wait: 5s, lock_timeout: [500ms, 1s], retries: 3}
            out_of_order: allow
            hooks:
              before_up: [checks.sql, notify.sh, "echo $$HOME | cat", [python3, x.py]]
              on_failure: alarm --now
            seed: [seed.sql, more/seed.sql]
            journal: {schema: app, table: log}
            history: {table: my_changelog}
            verify: verify.yaml
            snapshot: schema.snapshot
            """;

    Config load(String yaml, Map<String, String> variables, Overrides overrides) {
        try {
            Files.writeString(folder.resolve("belay.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return loadOnly(variables, overrides);
    }

    Config loadOnly(Map<String, String> variables, Overrides overrides) {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("HOME", "/nonexistent");
        all.putIfAbsent("USER", "ann");
        return ConfigLoader.load(folder, all, overrides);
    }

    Config load(String yaml) {
        return load(yaml, Map.of(), Overrides.NONE);
    }

    static BelayException usage(ThrowingCallable code) {
        BelayException e = catchThrowableOfType(BelayException.class, code);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.USAGE);
        return e;
    }
}
