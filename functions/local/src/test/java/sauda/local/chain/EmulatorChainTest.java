package sauda.local.chain;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.Emulator;

/// The clients of production against the `emulator` command's one port.
class EmulatorChainTest extends Chain {

    private Emulator emulator;
    private Endpoint endpoint;

    @BeforeAll
    void startEmulator() {
        emulator = Emulator.start(0, Optional.empty(), Map.of());
        endpoint = Endpoint.at(emulator.url(), "ap-south-1", "any", "thing");
    }

    @AfterAll
    void stopEmulator() {
        endpoint.close();
        emulator.close();
    }

    @Override
    Cloud fresh() {
        return FreshCloud.named();
    }

    @Override
    boolean isSlow() {
        return true;
    }
}
