package dev.belay.testing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container of the image {@code belay/postgres:15}, which {@code .ci/postgres-image/build} makes, or of
 * the one that {@code BELAY_TEST_IMAGE} names. A class of its own, so that the other tests do without Testcontainers.
 */
final class ContainerServer {
    private static final String IMAGE =
            Objects.requireNonNullElse(System.getenv("BELAY_TEST_IMAGE"), "belay/postgres:15");

    private ContainerServer() {}

    /** Why no container can be started here, or empty. */
    static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine can be reached");
        }
        boolean there =
                DockerClientFactory.instance()
                        .client()
                        .listImagesCmd()
                        .withFilter("reference", List.of(IMAGE))
                        .exec()
                        .stream()
                        .findAny()
                        .isPresent();
        return there
                ? Optional.empty()
                : Optional.of("there is no image " + IMAGE + ": .ci/postgres-image/build makes it");
    }

    static TestServer start() {
        @SuppressWarnings("resource") // lives as long as the tests; a shutdown hook removes it
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"));
        container.withPassword("c@ntainer");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "remove-container"));
        return TestServer.at(new ServerAddress(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword()));
    }
}
