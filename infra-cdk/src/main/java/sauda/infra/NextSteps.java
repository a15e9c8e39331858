package sauda.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Telegram;

/// What is left to do by hand when the stack stands, as one line.
final class NextSteps {

    private NextSteps() {}

    static String of(Deployment deployment) {
        List<String> steps = new ArrayList<>();
        if (!deployment.stage().spec().mail().isEmpty()) {
            steps.add("confirm the mail of AWS Notifications");
        }
        List<String> secrets = secrets(deployment);
        if (!secrets.isEmpty()) {
            steps.add("make the secrets that are not there yet: " + String.join(", ", secrets));
        }
        deployment
                .fleet()
                .liveClients()
                .forEach(client -> steps.add("register Address" + client.id()
                        + (deployment.stage().spec().backupAddress() ? " and AddressBackup" + client.id() : "")
                        + " with Dhan"));
        deployment.fleet().hooks().forEach(hook -> steps.add("tell Telegram of TelegramWebhook"));
        steps.add("make the first user (First user, in infra-cdk/README.md) and open PageUrl");
        steps.add(
                deployment.fleet().liveClients().isEmpty()
                        ? "look at the page after the next market opening"
                        : "read the preflight on the page at 08:45 of the next trading day");
        return numbered(steps);
    }

    /// The names of what their owner makes.
    static List<String> secrets(Deployment deployment) {
        Config config = deployment.config();
        Telegram telegram = config.people().telegram();
        return Stream.of(
                        config.activeAccounts().stream().map(AccountSpec::secret),
                        deployment.fleet().brokerClients().stream().map(Client::secret),
                        Stream.ofNullable(telegram).map(Telegram::secret))
                .flatMap(each -> each)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static String numbered(List<String> steps) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < steps.size(); at++) {
            text.append(at == 0 ? "" : "; ").append(at + 1).append(") ").append(steps.get(at));
        }
        return text.toString();
    }
}
