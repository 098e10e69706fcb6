package dev.belay.backup.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes the library's client as the options want it. Credentials are looked for where the library always does. */
final class Clients {
    /** With its pauses this outlasts a service that is overloaded for half a minute. */
    private static final int ATTEMPTS = 6;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private Clients() {}

    static S3Client open(S3Options options) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(defaults -> new InterruptibleReads(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(options.timeout())
                        .buildWithDefaults(defaults)))
                .forcePathStyle(options.pathStyle())
                // What is sent lies in memory, and is signed as a whole: chunks with signatures of their own cost more.
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .region(region(options))
                .credentialsProvider(Credentials.of(options.profile()))
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        options.endpoint().ifPresent(builder::endpointOverride);
        if (options.endpoint().isEmpty()) {
            builder.crossRegionAccessEnabled(true);
        }
        if (options.requiredChecksumsOnly()) {
            builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create());
        }
        return builder.build();
    }

    /**
     * Where nothing names a region, AWS says itself where the bucket is, and other services do not care: for them the
     * machine is not asked where it runs, which takes a second where it is none of Amazon's.
     */
    private static Region region(S3Options options) {
        if (options.region().isPresent()) {
            return Region.of(options.region().get());
        }
        try {
            String profile = options.profile().orElse(null);
            AwsRegionProvider provider = options.endpoint().isPresent()
                    ? new AwsRegionProviderChain(
                            new SystemSettingsRegionProvider(),
                            new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, profile))
                    : DefaultAwsRegionProviderChain.builder()
                            .profileName(profile)
                            .build();
            return provider.getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }
}
