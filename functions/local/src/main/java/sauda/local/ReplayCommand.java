package sauda.local;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.ConfigFile;
import sauda.core.desk.DecisionReplay;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.EventJson.BadMessage;
import sauda.local.cloud.KeptLedger;
import sauda.local.replay.Replay;

/// Makes decisions of a kept run again, from their tapes and without a network.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes decisions of a run that was kept again, offline, and says whether the orders are the same.")
final class ReplayCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--keep", required = true, paramLabel = "FOLDER", description = "what run --keep was given")
    Path keep = Path.of("");

    @Option(names = "--account", description = "whose decisions (default: everybody's)")
    @Nullable
    String account;

    @Option(names = "--day", description = "decisions of one day, such as 2024-01-15 (default: all)")
    @Nullable
    LocalDate day;

    @Option(names = "--at", paramLabel = "TIME", description = "one decision, such as 2024-01-15T09:20+05:30")
    @Nullable
    String at;

    @Option(names = "--config", description = "the sauda.yaml of the run (default: the one inside)")
    @Nullable
    Path config;

    @Override
    public Integer call() {
        try (KeptLedger kept = KeptLedger.at(keep)) {
            return replay(kept.ledger());
        } catch (IllegalArgumentException nothingThere) {
            throw fault(String.valueOf(nothingThere.getMessage()));
        }
    }

    private int replay(Ledger ledger) {
        Config read = config == null ? ConfigFile.defaults() : RunCommand.read(config);
        List<String> traded = read.accounts().stream()
                .map(AccountSpec::name)
                .filter(name -> ledger.get(Keys.account(name)).isPresent())
                .toList();
        List<String> wanted = account == null ? traded : List.of(account);
        String time = time();
        List<Replay> replays = wanted.stream()
                .flatMap(name -> Replay.all(ledger, configOf(ledger, name, read, traded), name, time).stream())
                .toList();
        if (replays.isEmpty()) {
            throw fault("there is no such decision; accounts of the run are " + traded);
        }
        replays.stream().filter(replay -> !replay.isSame() || at != null).forEach(ReplayCommand::print);
        long same = replays.stream().filter(Replay::isSame).count();
        int orders = replays.stream().mapToInt(Replay::orders).sum();
        System.out.println(same + " of " + replays.size() + " decisions came out the same, byte for byte; they hold "
                + orders + " orders");
        return same == replays.size() ? 0 : 1;
    }

    private static void print(Replay replay) {
        System.out.println(replay.account() + " " + replay.time() + "  "
                + (replay.isSame() ? "same orders, byte for byte" : "DIFFERS: " + String.join("; ", replay.differs())));
    }

    /// Run may have played the configuration with the stand-in or by the rules: the hash on the
    /// tape tells which.
    private static Config configOf(Ledger ledger, String name, Config read, List<String> traded) {
        List<Config> played = List.of(
                RunCommand.played(read, traded, false, true),
                RunCommand.played(read, traded, true, false),
                RunCommand.played(read, traded, false, false));
        return Stream.of(ledger.list(Keys.ofAccount(name), "TAPE#", true, 1))
                .flatMap(List::stream)
                .map(ReplayCommand::hashOf)
                .flatMap(hash -> played.stream().filter(config -> config.hash().equals(hash)))
                .findFirst()
                .orElse(read);
    }

    private static String hashOf(Item tape) {
        try {
            return DecisionReplay.tape(tape).config();
        } catch (BadMessage changed) {
            return "";
        }
    }

    private String time() {
        if (at == null) {
            return day == null ? "" : day.toString();
        }
        try {
            return Keys.minute(OffsetDateTime.parse(at).toInstant());
        } catch (DateTimeException notATime) {
            throw fault("--at is a time with its offset, such as 2024-01-15T09:20+05:30, but is " + at);
        }
    }

    private ParameterException fault(String what) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), what);
    }
}
