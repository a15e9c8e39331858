package sauda.local.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The managed services that functions use.
public interface Cloud extends AutoCloseable {

    Ledger ledger();

    SqsClient sqs();

    Secrets secrets();

    /// Changes of the ledger since the last call, in order.
    List<DynamodbStreamRecord> changes();

    @Override
    void close();
}
