package dev.logcast.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test a {@link LogPage} of its own, and fails it when the page had anything to complain about. */
final class LogPages implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(LogPages.class);

    /** One server and one browser for all tests; a test is told apart by its source. */
    private record Shared(LogcastProcess server, Chromium chromium) implements AutoCloseable {
        static Shared start() {
            try {
                Path directory =
                        Files.createTempDirectory(Path.of("target"), "page-").toAbsolutePath();
                Chromium chromium = Chromium.launch();
                return new Shared(LogcastProcess.start(directory), chromium);
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            chromium.close();
            server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LogPage.class;
    }

    @Override
    public LogPage resolveParameter(ParameterContext parameter, ExtensionContext context)
            throws ParameterResolutionException {
        Shared shared = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        LogPage page = new LogPage(shared.chromium().browser(), shared.server());
        context.getStore(NAMESPACE).put(LogPage.class, page);
        return page;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LogPage page = context.getStore(NAMESPACE).remove(LogPage.class, LogPage.class);
        if (page != null) {
            page.close();
            if (context.getExecutionException().isEmpty()) {
                page.assertNoComplaint();
            }
        }
    }
}
