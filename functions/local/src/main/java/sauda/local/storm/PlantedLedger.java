package sauda.local.storm;

import java.util.List;
import java.util.Optional;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// Ledgers with a bug.
final class PlantedLedger {

    private PlantedLedger() {}

    record NoConditions(Ledger to) implements Ledger {

        @Override
        public Optional<Item> get(Key key) {
            return to.get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            return to.list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            return to.older(partition, prefix, than, most);
        }

        @Override
        public List<Item> range(String partition, String from, String upTo) {
            return to.range(partition, from, upTo);
        }

        @Override
        public Commit commit(List<Write> writes) {
            return to.commit(writes.stream().map(NoConditions::bare).toList());
        }

        private static Write bare(Write write) {
            return switch (write) {
                case Write.Put(var item, var _) -> Write.put(item);
                case Write.Add(var key, var kind, var amounts, var _) -> new Write.Add(key, kind, amounts, List.of());
                case Write.Check(var key, var _) -> Write.check(key);
                case Write.Delete(var key, var _) -> new Write.Delete(key, List.of());
            };
        }
    }
}
