package sauda.decisions;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import sauda.cloud.AwsClients;
import sauda.cloud.SecretsManagerSecrets;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.DecisionDesk;
import sauda.core.desk.Secrets;
import sauda.core.desk.Secrets.SecretMissing;
import sauda.decisions.model.Endpoint;

/// The parts of a decisions function, joined.
public record DecisionsWiring(DecisionDesk desk) {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration USABLE = Duration.ofHours(12);

    public static DecisionsWiring from(DecisionsSettings settings) {
        Config config = settings.environment().config();
        AccountSpec account = config.account(settings.account())
                .orElseThrow(() ->
                        new IllegalStateException("account " + settings.account() + " is not in the configuration"));
        InstantSource clock = InstantSource.system();
        Secrets secrets = new SecretsManagerSecrets(AwsClients.secretsManager(), clock, FRESH, USABLE);
        Advisors advisors = new Advisors(
                config, account, () -> new Endpoint(settings.baseUrl(), key(secrets, account), settings.standIn()));
        return new DecisionsWiring(new DecisionDesk(
                settings.environment().ledger(),
                config,
                advisors.advisor(),
                settings.environment().mailbox(),
                clock,
                clock::instant));
    }

    /// No key means that the account holds `NO_KEY`; exits and stops go on without it.
    public static @Nullable String key(Secrets secrets, AccountSpec account) {
        if (account.secret() == null) {
            return null;
        }
        try {
            return secrets.value(account.secret());
        } catch (SecretMissing missing) {
            return null;
        }
    }
}
