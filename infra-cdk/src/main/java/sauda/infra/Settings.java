package sauda.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/// The configuration as a layer: `/opt/sauda.yaml` in every function.
final class Settings extends Construct {

    private static final String FILE = "sauda.yaml";

    static final String PATH = "/opt/" + FILE;

    private final LayerVersion layer;

    Settings(Construct scope, String yaml) {
        super(scope, "Settings");
        layer = LayerVersion.Builder.create(this, "Layer")
                .code(Code.fromAsset(folderWith(yaml).toString()))
                .compatibleRuntimes(List.of(Runtime.JAVA_25))
                .compatibleArchitectures(List.of(Architecture.ARM_64))
                .description("sauda.yaml")
                .build();
    }

    LayerVersion layer() {
        return layer;
    }

    private static Path folderWith(String yaml) {
        try {
            Path folder = Files.createTempDirectory("sauda-settings");
            Path file = Files.writeString(folder.resolve(FILE), yaml);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return folder;
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
    }
}
