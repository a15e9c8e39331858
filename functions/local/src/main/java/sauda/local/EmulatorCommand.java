package sauda.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sauda.local.cloud.Emulator;

/// Serves what the functions need of AWS to other processes.
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves DynamoDB, SQS, Secrets Manager and topics behind one local port, for AWS_ENDPOINT_URL.")
final class EmulatorCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "4566", description = "0 for any free one (default: 4566)")
    int port;

    @Option(names = "--keep", paramLabel = "FOLDER", description = "keep the database there")
    @Nullable
    Path keep;

    @Option(names = "--secret", paramLabel = "NAME=VALUE", description = "a secret that is there from the start")
    Map<String, String> secrets = new HashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        try (Emulator emulator = Emulator.start(port, Optional.ofNullable(keep), secrets)) {
            System.out.println("In another terminal, with any credentials:");
            System.out.println("export AWS_ENDPOINT_URL=" + emulator.url()
                    + " AWS_REGION=ap-south-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
            System.out.println("serving until Ctrl-C");
            Thread.sleep(Duration.ofDays(365));
            return 0;
        }
    }
}
