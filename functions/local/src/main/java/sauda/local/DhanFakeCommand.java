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

    private static final LocalDate SIMULATED_DAY = LocalDate.of(2026, 11, 18);

    @Option(names = "--port", defaultValue = "8787", description = "0 for any free one (default: 8787)")
    int port;

    @Option(names = "--data", paramLabel = "FOLDER", description = "5-minute candles (default: a simulated market)")
    @Nullable
    Path data;

    @Option(names = "--date", description = "the day that it lives (default: a simulated day)")
    LocalDate date = SIMULATED_DAY;

    @Option(names = "--strict", description = "limits rest until the price meets them, as on the wire")
    boolean strict;

    @Option(names = "--speed", defaultValue = "1", description = "how many times faster than real (default: 1)")
    double speed;

    @Override
    public Integer call() throws InterruptedException {
        Config config = ConfigFile.defaults();
        String market = Optional.ofNullable(data).map(folder -> "csv:" + folder).orElse("simulator:3");
        try (FakeVenue venue = FakeVenue.start(
                config, Markets.named(market, config), strict ? FillModel.WIRE : FillModel.BARS, date, port)) {
            System.out.print(venue.howToReach());
            System.out.println(
                    "it is " + date + " 09:00 in India there, " + speed + " times as fast as here, until Ctrl-C");
            venue.live(speed, Duration.ofHours(7));
            return 0;
        }
    }
}
