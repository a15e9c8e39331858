package sauda.local.chain;

import java.util.Optional;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;

/// The in-memory ledger, and ElasticMQ in this process.
class MemoryChainTest extends Chain {

    @Override
    Cloud fresh() {
        return EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
    }
}
