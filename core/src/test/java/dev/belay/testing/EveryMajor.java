package dev.belay.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that runs once on each major version of {@link TestServer#MAJORS}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EveryMajorExtension.class)
public @interface EveryMajor {
    /** Whether the oldest and the newest of them will do, for what takes long and is much the same between them. */
    boolean ends() default false;
}
