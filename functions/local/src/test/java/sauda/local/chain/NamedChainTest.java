package sauda.local.chain;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import sauda.local.cloud.Cloud;

/// Whatever emulator `AWS_ENDPOINT_URL` names, which also wants `AWS_REGION` and credentials.
@EnabledIfEnvironmentVariable(
        named = "AWS_ENDPOINT_URL",
        matches = ".+",
        disabledReason = "AWS_ENDPOINT_URL names no emulator")
class NamedChainTest extends Chain {

    @Override
    Cloud fresh() {
        return FreshCloud.named();
    }

    @Override
    boolean isSlow() {
        return true;
    }
}
