package dev.belay.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests need a server. A test takes a {@link TestDatabase}: empty, its own, on
 * {@link TestServer#any}, or on every major in turn when it is an {@link EveryMajor} test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@ExtendWith(ServerExtension.class)
public @interface ServerTest {}
