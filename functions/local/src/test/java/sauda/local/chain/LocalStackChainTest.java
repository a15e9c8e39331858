package sauda.local.chain;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import sauda.local.cloud.Cloud;

/// LocalStack, where Docker runs.
@Testcontainers(disabledWithoutDocker = true)
class LocalStackChainTest extends Chain {

    @Container
    private static final LocalStackContainer LOCAL_STACK = new LocalStackContainer(
                    DockerImageName.parse(LocalStackFiles.image()))
            .withServices("dynamodb", "sqs", "sns", "secretsmanager");

    private Endpoint endpoint;

    @BeforeAll
    void goThere() {
        endpoint = Endpoint.at(
                LOCAL_STACK.getEndpoint().toString(),
                LOCAL_STACK.getRegion(),
                LOCAL_STACK.getAccessKey(),
                LOCAL_STACK.getSecretKey());
    }

    @AfterAll
    void comeBack() {
        endpoint.close();
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
