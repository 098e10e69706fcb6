package dev.belay.backup.s3;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.ServiceTrouble;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkInterruptedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Words what the library throws: what was tried, on what, and what the service said. */
final class Failure {
    private static final int TRIES = 4;
    private static final int PAUSE = 100;
    private static final String WHOSE =
            "see the credentials: environment, --s3 profile=NAME, or the role of the machine";

    private Failure() {}

    /** Does something that may be done twice, and words its failure. */
    static <T> T told(String what, Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (SdkException e) {
                if (attempt == TRIES || !brokenAnswer(e)) {
                    throw of(what, e);
                }
                pause(what, attempt);
            }
        }
    }

    /** The library tries again what did not get through, but not what broke while it read the answer. */
    private static boolean brokenAnswer(SdkException e) {
        boolean onlyOnce = e.numAttempts() == null || e.numAttempts() <= 1;
        if (e instanceof S3Exception answer) {
            return onlyOnce && wordless(answer);
        }
        return onlyOnce && !(e instanceof AbortedException) && beneath(e) instanceof IOException;
    }

    /** Nothing that the service says: what stands before it could not make out the request. */
    private static boolean wordless(S3Exception answer) {
        return answer.statusCode() == 400
                && Optional.ofNullable(answer.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .filter(code -> !code.isEmpty())
                        .isEmpty();
    }

    private static void pause(String what, int attempt) throws IOException {
        try {
            Thread.sleep((long) PAUSE << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cannot " + what + ": interrupted");
        }
    }

    private static Throwable beneath(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    static IOException of(String what, SdkException e) {
        if (e instanceof AbortedException || e.getCause() instanceof SdkInterruptedException) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("cannot " + what + ": interrupted");
            interrupted.initCause(e);
            return interrupted;
        }
        if (e instanceof S3Exception answer) {
            refuse(what, answer);
        }
        if (e instanceof Credentials.Missing) {
            throw new BelayException(Kind.USAGE, "cannot " + what + ": " + e.getMessage(), WHOSE, e);
        }
        String message = "cannot " + what + ": " + reason(e);
        String hint = hint(e);
        return hint.isEmpty() ? new IOException(message, e) : new ServiceTrouble(message, hint, e);
    }

    /** What helps where the service does not answer, or says that it cannot now; empty for all else. */
    private static String hint(SdkException e) {
        if (e instanceof S3Exception answer) {
            return answer.statusCode() >= 500 || answer.statusCode() == 429
                    ? "the service is overloaded or ill: run the same command again when it is not"
                    : "";
        }
        Throwable cause = beneath(e);
        if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
            return "Java does not trust its certificate: for a CA of your own, BELAY_JAVA_OPTS="
                    + "-Djavax.net.ssl.trustStore=FILE (docs/backup.md)";
        }
        return cause instanceof IOException
                ? "is the service up, and does this machine reach it? See --s3 endpoint=URL and --s3 timeout=SECONDS;"
                        + " then run the same command again"
                : "";
    }

    /** Without what was tried. */
    static String reason(Exception e) {
        if (e instanceof S3Exception answer) {
            return said(answer);
        }
        return e instanceof SdkException failure ? root(failure) : text(e);
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** What is wrong with the place or the key no second attempt mends, and no other archive. */
    private static void refuse(String what, S3Exception answer) {
        String code = Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        String hint = switch (code) {
            case "NoSuchBucket" -> "name a bucket that is there: Belay makes none";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" -> WHOSE;
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestExpired" ->
                "these credentials are of no use any more: log in again, or let the role of the machine give new ones";
            case "AccessDenied" ->
                "these credentials lack a right: docs/backup.md lists what each command needs; --s3 profile=NAME"
                        + " takes others";
            case "RequestTimeTooSkewed" -> "set the clock of this machine";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "see the region of the bucket: --s3 region=NAME";
            default -> "";
        };
        if (!hint.isEmpty()) {
            throw new BelayException(Kind.USAGE, "cannot " + what + ": " + said(answer), hint, answer);
        }
    }

    private static String said(S3Exception e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode)
                .filter(text -> !text.isEmpty())
                .orElse("no reason given");
        String message = details.map(AwsErrorDetails::errorMessage)
                .filter(text -> !text.isEmpty())
                .orElse("");
        return "the service says " + e.statusCode() + " " + code + (message.isEmpty() ? "" : ": " + message)
                + (e.numAttempts() != null && e.numAttempts() > 1 ? " (after " + e.numAttempts() + " attempts)" : "");
    }

    /** What lies beneath is what happened: a refused connection, a name that does not resolve. */
    private static String root(SdkException e) {
        Throwable cause = beneath(e);
        return cause instanceof UnknownHostException ? "the host " + text(cause) + " is not known" : text(cause);
    }

    static boolean status(SdkException e, int status) {
        return e instanceof S3Exception answer && answer.statusCode() == status;
    }

    /** Something that is asked of the service. */
    interface Call<T> {
        T run() throws IOException;
    }
}
