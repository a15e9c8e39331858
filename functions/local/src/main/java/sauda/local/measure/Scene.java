package sauda.local.measure;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import sauda.brokers.Markets;
import sauda.brokers.paper.PaperVenue;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Mailbox;
import sauda.core.desk.MarkDesk;
import sauda.core.desk.Pause;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;
import sauda.events.BarsReady;
import sauda.events.SignalsReady;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.local.cloud.NamedCloud;

/// A ledger of its own for one start, in the middle of a session that is held now, whatever
/// the time is: what functions before the measured one would have written is there.
final class Scene implements AutoCloseable {

    /// Where simulated candles come from.
    static final String MARKET = "simulator:1";

    private static final String YEARS = "\n  years:\n";
    private static final String SPECIAL = "\n      specialSessions:\n";
    private static final LocalTime LAST = LocalTime.of(23, 45);
    private static final int BAR_MINUTES = 5;

    private final NamedCloud cloud;
    private final String table;
    private final Path configFile;
    private final Config config;
    private final Instant t;
    private final CandleSource candles;

    /// @param table  of a name that was not used before
    /// @param folder where its configuration is written
    Scene(String table, Path folder) {
        Instant now = Instant.now();
        this.t = now.truncatedTo(ChronoUnit.MINUTES);
        String text = held(ConfigFile.defaultText(), now);
        this.configFile = folder.resolve(table + ".yaml");
        try {
            Files.writeString(configFile, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        this.config = ConfigFile.read(text);
        this.table = table;
        this.cloud = new NamedCloud(table, java.util.Map.of());
        this.candles = Markets.named(MARKET, config);
    }

    /// The configuration with a session today whose ticks fall on this minute.
    static String held(String yaml, Instant now) {
        ZonedDateTime here = now.atZone(TradingCalendar.INDIA);
        LocalDate today = here.toLocalDate();
        LocalTime open = LocalTime.of(0, here.getMinute() % BAR_MINUTES);
        LocalTime close = LocalTime.of(23, 50).plusMinutes(here.getMinute() % BAR_MINUTES);
        if (here.toLocalTime().isBefore(open.plusMinutes(2L * BAR_MINUTES))
                || here.toLocalTime().isAfter(LAST.minusMinutes(30))) {
            throw new IllegalStateException("it is " + here.toLocalTime().truncatedTo(ChronoUnit.MINUTES)
                    + " in India: a session of today cannot be measured before 00:15 and after 23:15");
        }
        int year = yaml.indexOf("\n    " + today.getYear() + ":\n", yaml.indexOf(YEARS));
        int specials = year < 0 ? -1 : yaml.indexOf(SPECIAL, year);
        if (specials < 0) {
            throw new IllegalStateException("the configuration has no special sessions in " + today.getYear());
        }
        int at = specials + SPECIAL.length();
        return withBot(yaml.substring(0, at)
                + "        " + today + ": { kind: special, name: Measured, parts: [ \"" + open + "-" + close
                + "\" ], bandPercent: 10, origin: \"measured\" }\n"
                + yaml.substring(at));
    }

    /// The shipped configuration has the bot as a comment.
    private static String withBot(String yaml) {
        return yaml.replace("\n  # telegram: {", "\n  telegram: {");
    }

    Instant t() {
        return t;
    }

    Config config() {
        return config;
    }

    Path configFile() {
        return configFile;
    }

    String table() {
        return table;
    }

    Ledger ledger() {
        return cloud.ledger();
    }

    NamedCloud cloud() {
        return cloud;
    }

    /// What changed since the last call, as the ledger's stream tells it.
    List<DynamodbStreamRecord> changes() {
        return cloud.changes();
    }

    /// As the signals functions would have written them: the readings of these stocks at T.
    void read(List<Symbol> stocks) {
        stocks.forEach(
                stock -> new SignalDesk(ledger(), config, stock, candles, nobody(), InstantSource.fixed(t), Pause.NONE)
                        .on(new Tick(Tick.Duty.TICK, t)));
    }

    /// As the mark would have left the account's books at T.
    SignalsReady mark(AccountSpec account) {
        List<SignalsReady> sent = new ArrayList<>();
        Mailbox mailbox = (queue, group, id, message) -> {
            if (message instanceof SignalsReady ready) {
                sent.add(ready);
            }
        };
        new MarkDesk(ledger(), config, new PaperVenue(), mailbox, InstantSource.fixed(t.plus(Duration.ofSeconds(1))))
                .on(new BarsReady(account.name(), t, config.stocksOf(account), List.of()));
        return sent.getFirst();
    }

    private static Mailbox nobody() {
        return (queue, group, id, message) -> {};
    }

    @Override
    public void close() {
        cloud.close();
        try {
            Files.deleteIfExists(configFile);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
