package sauda.notify.bot;

import java.time.InstantSource;
import java.util.Objects;
import sauda.cloud.Environment;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.Mailbox;
import sauda.core.desk.OverviewDesk;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.notify.telegram.BotSecret;
import sauda.notify.telegram.Telegram;

/// Which parts the bot is made of.
///
/// @param mailbox where cancels, exits and kills are sent
/// @param deadMan whether there is a dead man, whose queue the mailbox knows
/// @param baseUrl where Telegram is
/// @param clock   the time of the market
/// @param people  the time of people: that of their messages
public record BotWiring(
        Ledger ledger,
        Config config,
        Mailbox mailbox,
        boolean deadMan,
        Secrets secrets,
        String baseUrl,
        InstantSource clock,
        InstantSource people) {

    /// @throws IllegalStateException when the configuration has no bot
    public BotWiring {
        if (config.people().telegram() == null) {
            throw new IllegalStateException("the configuration has no people.telegram: there is no bot to run");
        }
    }

    static BotWiring from(BotSettings settings) {
        Environment environment = settings.environment();
        return new BotWiring(
                environment.ledger(),
                environment.config(),
                environment.mailbox(),
                !settings.deadMan().isBlank(),
                environment.secrets(),
                Telegram.baseUrl(environment.variables()),
                InstantSource.system(),
                InstantSource.system());
    }

    BotSecret secret() {
        return BotSecret.of(secrets, told().secret());
    }

    Telegram telegram(BotSecret secret) {
        return new Telegram(baseUrl, secret.token());
    }

    Bot bot() {
        return new Bot(
                ledger,
                told(),
                new Answers(new OverviewDesk(ledger, config, clock), config),
                new Orders(new ControlDesk(ledger, config, mailbox, clock), config, mailbox, deadMan, clock),
                people);
    }

    private Config.Telegram told() {
        return Objects.requireNonNull(config.people().telegram());
    }
}
