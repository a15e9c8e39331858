package sauda.local.push;

/// DynamoDB Local, with the stream that Lambda would read.
class DynamoDbLiveUpdatesTest extends LiveUpdates {

    @Override
    boolean isInMemory() {
        return false;
    }
}
