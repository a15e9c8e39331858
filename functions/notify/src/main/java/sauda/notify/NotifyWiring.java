package sauda.notify;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sauda.cloud.Environment;
import sauda.cloud.watch.Logs;
import sauda.cloud.watch.MetricLines;
import sauda.core.config.Config;
import sauda.core.desk.Secrets;
import sauda.notify.EveryWay.Way;
import sauda.notify.telegram.BotSecret;
import sauda.notify.telegram.Telegram;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Which ways there are of telling people. Without a topic and without a bot there is nobody to
/// tell.
///
/// @param measuring of all that the stream brings
public record NotifyWiring(Notifier notifier, Consumer<DynamodbEvent> measuring) {

    /// Without measuring.
    public NotifyWiring(Notifier notifier) {
        this(notifier, event -> {});
    }

    static NotifyWiring from(NotifySettings settings) {
        Environment environment = settings.environment();
        List<Way> ways = new ArrayList<>();
        if (!settings.topic().isBlank()) {
            ways.add(mail(new SnsNotifier(
                    SnsClient.builder()
                            .httpClient(UrlConnectionHttpClient.create())
                            .build(),
                    settings.topic())));
        }
        Config config = environment.config();
        if (config.people().telegram() != null) {
            ways.add(telegram(
                    config, environment.secrets(), Telegram.baseUrl(environment.variables()), InstantSource.system()));
        }
        return new NotifyWiring(
                new EveryWay(ways), new Measuring(config, new MetricLines(environment.stage(), Logs::write)));
    }

    /// What is mailed.
    static Way mail(Notifier notifier) {
        return new Way("mail", Choice::isMailed, notifier);
    }

    /// The chats of the configuration, which has some.
    ///
    /// @param clock of people: quiet hours are theirs
    public static Way telegram(Config config, Secrets secrets, String baseUrl, InstantSource clock) {
        Config.Telegram telegram =
                java.util.Objects.requireNonNull(config.people().telegram());
        return new Way(
                "telegram",
                Choice.byTelegram(config.people(), clock),
                new TelegramNotifier(
                        () -> new Telegram(
                                baseUrl,
                                BotSecret.of(secrets, telegram.secret()).token()),
                        telegram.chats().keySet()));
    }
}
