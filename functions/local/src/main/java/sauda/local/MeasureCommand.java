package sauda.local;

import picocli.CommandLine.Command;

/// Figures of this machine.
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Measures how quick functions start, and how long an order takes.",
        subcommands = {ColdStartCommand.class, LatencyCommand.class})
final class MeasureCommand {}
