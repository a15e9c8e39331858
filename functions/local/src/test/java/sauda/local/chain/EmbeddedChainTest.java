package sauda.local.chain;

import java.util.Optional;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;

/// DynamoDB Local and ElasticMQ in this process.
class EmbeddedChainTest extends Chain {

    @Override
    Cloud fresh() {
        return EmbeddedCloud.start(false, Optional.empty(), Play.secrets());
    }
}
