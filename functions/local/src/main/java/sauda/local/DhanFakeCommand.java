package sauda.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sauda.brokers.Markets;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.fakedhan.FillModel;
import sauda.local.venue.FakeVenue;

/// The fake Dhan alone, on a port, for any client.
@Command(
        name = "dhan-fake",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves a fake of DhanHQ v2 on this machine: it behaves like the wire and deals on candles.")
final class DhanFakeCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8787", description = "0 for any free one (default: 8787)")
    int port;

    @Option(names = "--data", paramLabel = "FOLDER", description = "5-minute candles (default: a simulated market)")
    @Nullable
    Path data;

    @Option(
            names = "--date",
            description = "it lives on that day, from nine in the morning on, and its clients' clocks must say so too"
                    + " (default: now)")
    @Nullable
    LocalDate date;

    @Option(names = "--strict", description = "limits rest until the price meets them, as on the wire")
    boolean strict;

    @Option(names = "--speed", defaultValue = "1", description = "with --date: how many times faster than real")
    double speed;

    @Override
    public Integer call() throws InterruptedException {
        Config config = ConfigFile.defaults();
        String market = Optional.ofNullable(data).map(folder -> "csv:" + folder).orElse("simulator:3");
        FillModel fills = strict ? FillModel.WIRE : FillModel.BARS;
        try (FakeVenue venue = date == null
                ? FakeVenue.now(config, Markets.named(market, config), fills, port)
                : FakeVenue.start(config, Markets.named(market, config), fills, date, port)) {
            System.out.print(venue.howToReach());
            System.out.println("serving until Ctrl-C");
            if (date == null) {
                Thread.sleep(Duration.ofDays(365));
            } else {
                venue.live(speed);
            }
            return 0;
        }
    }
}
