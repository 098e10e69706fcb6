package dev.belay.backup.s3;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Who asks. A profile that is named goes before all else, as for the AWS command line; without one the library looks. */
final class Credentials implements AwsCredentialsProvider {
    private final AwsCredentialsProvider provider;
    private final String none;

    private Credentials(AwsCredentialsProvider provider, String none) {
        this.provider = provider;
        this.none = none;
    }

    static Credentials of(Optional<String> profile) {
        return profile.map(name -> new Credentials(
                        ProfileCredentialsProvider.create(name), "the profile \"" + name + "\" has no credentials"))
                .orElseGet(() -> new Credentials(
                        DefaultCredentialsProvider.builder().build(),
                        "no credentials for S3 were found (environment, profile, web identity, container, instance)"));
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException e) {
            throw new Missing(none + reason(e), e);
        }
    }

    /** Where they were to come from elsewhere, what is said there. What the library says itself may name what it has read. */
    private static String reason(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkServiceException || cause instanceof IOException) {
                return ": " + cause.getMessage();
            }
        }
        return "";
    }

    /** There are none, wherever one looks. */
    static final class Missing extends SdkClientException {
        private static final long serialVersionUID = 1L;

        Missing(String message, Throwable cause) {
            super(SdkClientException.builder().message(message).cause(cause));
        }
    }
}
