package sauda.local;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import sauda.core.config.ConfigFaults;
import sauda.local.live.DeadManCommand;
import sauda.local.live.KillCommand;
import sauda.local.live.PreflightCommand;

/// Sauda on one machine. Without a command it runs.
@Command(
        name = "sauda",
        mixinStandardHelpOptions = true,
        description = "Language models trade NSE equities under hard limits. Paper money; no promise of profit.",
        subcommands = {
            RunCommand.class,
            ConfigCommand.class,
            ReplayCommand.class,
            DumpCommand.class,
            TickCommand.class,
            EmulatorCommand.class,
            DhanFakeCommand.class,
            PreflightCommand.class,
            KillCommand.class,
            DeadManCommand.class,
            StormCommand.class,
            LoadCommand.class,
            MeasureCommand.class
        })
public final class Main {

    private static final List<String> COMMANDS = List.of(
            "run",
            "config",
            "replay",
            "dump",
            "tick",
            "emulator",
            "dhan-fake",
            "preflight",
            "kill",
            "dead-man",
            "storm",
            "load",
            "measure",
            "-h",
            "--help",
            "-V",
            "--version");

    private Main() {}

    public static void main(String[] args) {
        boolean named = args.length > 0 && COMMANDS.contains(args[0]);
        String[] command = named ? args : prefixed(args);
        int code = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    if (problem instanceof ConfigFaults faults) {
                        line.getErr().println(faults.getMessage());
                        return 2;
                    }
                    throw problem;
                })
                .execute(command);
        // DynamoDB Local leaves threads behind that would keep the process alive.
        System.exit(code);
    }

    private static String[] prefixed(String[] args) {
        String[] command = new String[args.length + 1];
        command[0] = "run";
        System.arraycopy(args, 0, command, 1, args.length);
        return command;
    }
}
