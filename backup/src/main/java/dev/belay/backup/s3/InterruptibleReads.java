package dev.belay.backup.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * The connections to a service, on which whoever is interrupted waits no longer for an answer to what only reads, nor for
 * the rest of one. What writes is waited for: after it was given up nobody could tell what arrived.
 */
final class InterruptibleReads implements SdkHttpClient {
    private final SdkHttpClient connections;
    private final ExecutorService waiting = Executors.newCachedThreadPool(InterruptibleReads::daemon);

    InterruptibleReads(SdkHttpClient connections) {
        this.connections = connections;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "belay-s3-read");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = connections.prepareRequest(request);
        SdkHttpMethod method = request.httpRequest().method();
        return method == SdkHttpMethod.GET || method == SdkHttpMethod.HEAD ? new Read(prepared) : prepared;
    }

    /** One that is waited for by a thread which can be interrupted: a socket of its own accord takes no notice. */
    private final class Read implements ExecutableHttpRequest {
        private final ExecutableHttpRequest request;

        Read(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            Future<HttpExecuteResponse> answer = waiting.submit(request);
            try {
                return interruptible(answer.get());
            } catch (InterruptedException e) {
                request.abort();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    private HttpExecuteResponse interruptible(HttpExecuteResponse answer) {
        return HttpExecuteResponse.builder()
                .response(answer.httpResponse())
                .responseBody(answer.responseBody()
                        .map(body -> new InterruptibleBody(body, waiting))
                        .map(body -> AbortableInputStream.create(body, body))
                        .orElse(null))
                .build();
    }

    static IOException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error failure) {
            throw failure;
        }
        return e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }

    @Override
    public String clientName() {
        return connections.clientName();
    }

    @Override
    public void close() {
        waiting.shutdownNow();
        connections.close();
    }
}
