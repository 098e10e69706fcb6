import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** An S3 server that keeps everything in memory, with one bucket, {@code bench}. Writes its endpoint into a file. */
public final class S3 {
    public static void main(String[] arguments) throws Exception {
        BlobStore store = ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
                .credentials("id", "secret")
                .overrides(new Properties())
                .build(BlobStoreContext.class)
                .getBlobStore();
        store.createContainerInLocation(null, "bench");
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
                .v4MaxNonChunkedRequestSize(1 << 28)
                .build();
        proxy.start();
        Files.writeString(Path.of(arguments[0]), "http://127.0.0.1:" + proxy.getPort());
    }
}
