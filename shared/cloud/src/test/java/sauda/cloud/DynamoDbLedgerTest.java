package sauda.cloud;

import java.time.Duration;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.LedgerContract;

class DynamoDbLedgerTest extends LedgerContract {

    @Override
    protected Ledger anEmptyLedger() {
        return new DynamoDbLedger(LocalDynamoDb.CLIENT, LocalDynamoDb.aTable(), Patience.of(Duration.ofSeconds(20)));
    }
}
