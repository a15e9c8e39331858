package sauda.local.chain;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.NamedCloud;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A cloud that outlives a test, with a table of the test's own, and without queues of
/// those before: a queue remembers for minutes what it was sent.
final class FreshCloud implements Cloud {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Cloud cloud;

    private FreshCloud(Cloud cloud) {
        this.cloud = cloud;
    }

    /// At the endpoint that the environment or the system properties name.
    static Cloud named() {
        String table = "chain-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
        Cloud named = new NamedCloud(table, Play.secrets());
        SqsClient sqs = named.sqs();
        sqs.listQueues().queueUrls().stream()
                .filter(url -> url.endsWith(".fifo"))
                .forEach(url -> sqs.deleteQueue(delete -> delete.queueUrl(url)));
        return new FreshCloud(named);
    }

    @Override
    public Ledger ledger() {
        return cloud.ledger();
    }

    @Override
    public SqsClient sqs() {
        return cloud.sqs();
    }

    @Override
    public Secrets secrets() {
        return cloud.secrets();
    }

    @Override
    public List<DynamodbStreamRecord> changes() {
        return cloud.changes();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
