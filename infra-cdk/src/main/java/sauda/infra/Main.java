package sauda.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.ConfigFile;
import software.amazon.awscdk.App;

/// Writes the CloudFormation template; started by `cdk`, see `cdk.json`. Its context:
///
/// | key | what | if absent |
/// |---|---|---|
/// | `config` | file with the configuration | the one inside the product |
/// | `asOf` | first day of the schedules, such as `2026-11-20` | today in India |
/// | `market` | where candles come from | `simulator:1` |
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        App app = new App();
        Jars jars = new Jars(Path.of("..").toRealPath());
        jars.requireAll();
        String config = context(app, "config");
        String asOf = context(app, "asOf");
        String market = context(app, "market");
        new SaudaStack(
                app,
                Deployment.of(
                        config == null ? ConfigFile.defaultText() : Files.readString(Path.of(config)),
                        asOf == null ? LocalDate.now(TradingCalendar.INDIA) : LocalDate.parse(asOf),
                        market == null ? "simulator:1" : market,
                        jars::of));
        app.synth();
    }

    private static @Nullable String context(App app, String key) {
        Object value = app.getNode().tryGetContext(key);
        return value == null ? null : value.toString();
    }
}
