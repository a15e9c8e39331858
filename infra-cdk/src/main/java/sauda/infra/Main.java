package sauda.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.ConfigFile;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/// Writes the CloudFormation template; started by `cdk`, see `cdk.json`. Its context:
///
/// | key | what | if absent |
/// |---|---|---|
/// | `stage` | one of the configuration's `stages` | `paper` |
/// | `config` | file with the configuration | the one inside the product |
/// | `asOf` | first day of the schedules, such as `2026-11-20` | today in India |
/// | `market` | where candles come from | the first live client's broker, else `simulator:1` |
/// | `use.<client>` | `primary` or `backup`: the address by which a live client goes out | `primary` |
/// | `address.<client>` | allocation id of an Elastic IP that is there already | the stack makes one |
/// | `pageHost`, `pageCertificate` | the page's own name and its certificate in `us-east-1` | Amazon's |
/// | `dhanBaseUrl`, `dhanAuthUrl`, `dhanInstrumentsUrl` | another host in Dhan's place | Dhan |
public final class Main {

    private Main() {}

    /// @param args none: the template; `cost`: what a month of it costs, see [CostCommand]
    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            if (!args[0].equals("cost")) {
                throw new IllegalArgumentException("no command '" + args[0] + "'; there is cost");
            }
            CostCommand.run(Path.of("..").toRealPath(), List.of(args).subList(1, args.length));
            return;
        }
        App app = new App();
        Jars jars = new Jars(Path.of("..").toRealPath());
        jars.requireAll();
        Context context = new Context(key -> {
            Object value = app.getNode().tryGetContext(key);
            return value == null ? null : value.toString();
        });
        Deployment deployment = Deployment.of(
                context.text("config").map(Main::read).orElseGet(ConfigFile::defaultText),
                context.text("asOf").map(LocalDate::parse).orElseGet(() -> LocalDate.now(TradingCalendar.INDIA)),
                context,
                jars::of,
                jars.repository().resolve("functions/dashboard/target/page"));
        stacks(app, deployment);
        app.synth();
    }

    /// All stacks of a stage, the main one first.
    static List<Stack> stacks(App app, Deployment deployment) {
        SaudaStack main = new SaudaStack(app, deployment);
        return deployment.stage().spec().deadMan()
                ? List.of(main, new DeadManStack(app, deployment, main::wayOf))
                : List.of(main);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
