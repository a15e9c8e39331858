package sauda.notify;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import sauda.events.Alert;
import sauda.notify.telegram.AlertMessages;
import sauda.notify.telegram.Html;
import sauda.notify.telegram.Telegram;
import sauda.notify.telegram.Telegram.TelegramFailed;

/// Tells every chat of the configuration.
public final class TelegramNotifier implements Notifier {

    private static final System.Logger LOG = System.getLogger(TelegramNotifier.class.getName());

    private final Supplier<Telegram> telegram;
    private final Set<Long> chats;

    /// @param telegram asked for at each telling: its token may be changed meanwhile
    public TelegramNotifier(Supplier<Telegram> telegram, Set<Long> chats) {
        this.telegram = telegram;
        this.chats = chats;
    }

    /// A chat that takes nothing, such as one that blocked the bot, does not hold up the others:
    /// people are told when one chat is.
    @Override
    public void tell(List<Alert> alerts) {
        Telegram bot = telegram.get();
        boolean isQuiet = alerts.stream().allMatch(alert -> alert.level() == Alert.Level.INFO);
        TelegramFailed failure = null;
        int told = 0;
        for (long chat : chats) {
            try {
                for (Html message : AlertMessages.of(alerts)) {
                    bot.send(chat, message, isQuiet);
                }
                told++;
            } catch (TelegramFailed failed) {
                LOG.log(Level.WARNING, "chat " + chat + " was not told: " + failed.getMessage());
                failure = failed;
            }
        }
        if (told == 0 && failure != null) {
            throw failure;
        }
    }
}
