package sauda.local.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The parts of another cloud, with a ledger before its own, such as one that notes something.
public record WithLedger(Cloud of, Ledger ledger) implements Cloud {

    @Override
    public SqsClient sqs() {
        return of.sqs();
    }

    @Override
    public Secrets secrets() {
        return of.secrets();
    }

    @Override
    public List<DynamodbStreamRecord> changes() {
        return of.changes();
    }

    @Override
    public void close() {
        of.close();
    }
}
