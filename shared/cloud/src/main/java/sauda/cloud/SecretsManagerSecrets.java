package sauda.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.desk.Secrets;
import sauda.core.desk.Secrets.SecretMissing.Code;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Secrets of AWS Secrets Manager, remembered for a while, so that neither each order nor
/// an outage of the store asks for them anew.
public final class SecretsManagerSecrets implements Secrets {

    /// After no answer the next question waits so long: an order must not wait for a store
    /// that is away, again and again.
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(30);

    private final SecretsManagerClient client;
    private final InstantSource clock;
    private final Duration fresh;
    private final Duration usable;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /// @param fresh  for so long a secret is not asked for again
    /// @param usable for so long it is used while the store does not answer; not below `fresh`
    public SecretsManagerSecrets(SecretsManagerClient client, InstantSource clock, Duration fresh, Duration usable) {
        if (usable.compareTo(fresh) < 0) {
            throw new IllegalArgumentException("a secret is usable for " + usable + " but fresh for " + fresh);
        }
        this.client = client;
        this.clock = clock;
        this.fresh = fresh;
        this.usable = usable;
    }

    @Override
    public String value(String name) {
        Instant now = clock.instant();
        Known last = known.get(name);
        if (last != null && now.isBefore(last.askAgain()) && now.isBefore(last.endOfUse())) {
            return last.value();
        }
        try {
            return fresh(name);
        } catch (SecretMissing missing) {
            if (missing.code() == Code.SECRET_STORE_DOWN && last != null && now.isBefore(last.endOfUse())) {
                known.put(name, new Known(last.value(), now.plus(UNTIL_NEXT_TRY), last.endOfUse()));
                return last.value();
            }
            known.remove(name);
            throw missing;
        }
    }

    @Override
    public String fresh(String name) {
        String value = asked(name);
        remember(name, value);
        return value;
    }

    @Override
    public void store(String name, String value) {
        // Whatever becomes of the call: what is remembered may be wrong from here on.
        known.remove(name);
        told(name, () -> client.putSecretValue(put -> put.secretId(name).secretString(value)));
        remember(name, value);
    }

    private void remember(String name, String value) {
        Instant now = clock.instant();
        known.put(name, new Known(value, now.plus(fresh), now.plus(usable)));
    }

    private String asked(String name) {
        @Nullable
        String text = told(name, () -> client.getSecretValue(get -> get.secretId(name)))
                .secretString();
        if (text == null) {
            throw new SecretMissing(Code.SECRET_ABSENT, name, "not text");
        }
        return text;
    }

    /// The SDK's exceptions are not passed on: those for an answer that cannot be read may
    /// quote it.
    private static <T> T told(String name, Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceNotFoundException absent) {
            throw new SecretMissing(Code.SECRET_ABSENT, name, "not found");
        } catch (AwsServiceException answer) {
            boolean ours = answer.statusCode() < 500 && !answer.isThrottlingException();
            throw new SecretMissing(
                    ours ? Code.SECRET_FORBIDDEN : Code.SECRET_STORE_DOWN,
                    name,
                    answer.awsErrorDetails() == null
                            ? "status " + answer.statusCode()
                            : answer.awsErrorDetails().errorCode());
        } catch (SdkException noAnswer) {
            throw new SecretMissing(
                    Code.SECRET_STORE_DOWN, name, noAnswer.getClass().getSimpleName());
        }
    }

    /// Names only.
    @Override
    public String toString() {
        return "SecretsManagerSecrets" + known.keySet();
    }

    private record Known(String value, Instant askAgain, Instant endOfUse) {

        @Override
        public String toString() {
            return "Known[askAgain=" + askAgain + ", endOfUse=" + endOfUse + "]";
        }
    }
}
