package sauda.local;

import picocli.CommandLine.Command;

/// Figures of this machine.
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Measures how quick functions start.",
        subcommands = {ColdStartCommand.class})
final class MeasureCommand {}
