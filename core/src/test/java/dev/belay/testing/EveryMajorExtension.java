package dev.belay.testing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Turns one test into one for each major, named after their servers; {@link ServerExtension} then makes the databases there. */
final class EveryMajorExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        List<Integer> majors = TestServer.chosenMajors();
        boolean ends = Optional.ofNullable(context.getRequiredTestMethod().getAnnotation(EveryMajor.class))
                .map(EveryMajor::ends)
                .orElse(false);
        return majors.stream()
                .filter(major -> !ends || major.equals(majors.get(0)) || major.equals(majors.get(majors.size() - 1)))
                .map(On::new);
    }

    private record On(int major) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocation) {
            return "PostgreSQL " + major;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            BeforeEachCallback choose =
                    test -> test.getStore(ServerExtension.NAMESPACE).put(ServerExtension.MAJOR, major);
            return List.of(choose);
        }
    }
}
