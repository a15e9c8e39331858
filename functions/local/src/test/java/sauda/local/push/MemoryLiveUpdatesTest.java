package sauda.local.push;

/// The in-memory ledger.
class MemoryLiveUpdatesTest extends LiveUpdates {

    @Override
    boolean isInMemory() {
        return true;
    }
}
