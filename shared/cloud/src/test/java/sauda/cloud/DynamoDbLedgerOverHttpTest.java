package sauda.cloud;

import java.time.Duration;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.LedgerContract;

/// The same over the wire, with the SDK's own reading of answers and refusals.
class DynamoDbLedgerOverHttpTest extends LedgerContract {

    @Override
    protected Ledger anEmptyLedger() {
        return new DynamoDbLedger(
                LocalDynamoDb.OverHttp.CLIENT, LocalDynamoDb.OverHttp.aTable(), Patience.of(Duration.ofSeconds(20)));
    }
}
