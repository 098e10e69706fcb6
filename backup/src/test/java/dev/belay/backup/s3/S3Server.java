package dev.belay.backup.s3;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** A real S3 server in this JVM, started once, with a bucket for whoever asks. What it holds is in memory. */
public final class S3Server {
    private static final String ID = "id";
    private static final String SECRET = "secret";
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    // Kept, or else it would forget that it is quiet.
    private static final Logger LOG = Logger.getLogger("org.gaul");

    private S3Server() {}

    private static final class Running {
        static final S3Proxy PROXY = start();
    }

    private static BlobStoreContext context() {
        return ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
                .credentials(ID, SECRET)
                .overrides(new Properties())
                .build(BlobStoreContext.class);
    }

    private static S3Proxy start() {
        LOG.setLevel(Level.OFF);
        try {
            // Where the library looks for credentials that nobody gave it.
            System.setProperty("aws.accessKeyId", ID);
            System.setProperty("aws.secretAccessKey", SECRET);
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(context().getBlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ID, SECRET)
                    .v4MaxNonChunkedRequestSize(1 << 28)
                    .build();
            proxy.start();
            return proxy;
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server did not start", e);
        }
    }

    /** Where it is, for {@code --endpoint}. */
    public static String endpoint() {
        return "http://127.0.0.1:" + Running.PROXY.getPort();
    }

    /** The name of a new, empty one. */
    public static String bucket() {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        S3Options options = S3Options.of(Map.of("endpoint", endpoint()));
        try (var client = Clients.open(options)) {
            client.createBucket(request -> request.bucket(name));
        }
        return name;
    }

    /** The options that lead to it. */
    public static Map<String, String> options(String... more) {
        Map<String, String> options = new TreeMap<>(Map.of("endpoint", endpoint(), "part-size", "5"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }
}
