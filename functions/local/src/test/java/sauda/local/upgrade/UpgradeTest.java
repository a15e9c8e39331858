package sauda.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.core.desk.ControlDesk;
import sauda.core.ledger.Item;
import sauda.core.ledger.Schema;
import sauda.events.Account;
import sauda.events.Control;
import sauda.events.TradingState;

/// A ledger that an earlier release kept is read and traded on.
class UpgradeTest {

    static final List<String> files = KeptMorning.FILES;

    @ParameterizedTest
    @FieldSource("files")
    void everythingThatWasKeptIsReadAsTheRecordItIs(String file) {
        List<Item> items = KeptMorning.items(file);

        assertThat(items)
                .hasSizeGreaterThan(300)
                .allSatisfy(item -> StoredKinds.recordOf(item)
                        .ifPresent(type -> assertThat((Object) item.as(type)).isInstanceOf(type)));
    }

    /// What was kept is the whole of it: nothing that is read is made up.
    @Test
    void whatIsReadIsWhatWasWritten() {
        List<Item> items = KeptMorning.items("0.1.0-paper.jsonl.gz");

        Item control = only(items, "control");
        assertThat(control.as(Control.class).state()).isEqualTo(TradingState.ACTIVE);
        assertThat(control.as(Control.class).epoch()).isEqualTo(3);
        assertThat(items.stream()
                        .filter(item -> item.kind().equals("account"))
                        .map(item -> item.as(Account.class))
                        .filter(account -> account.slots() > 0))
                .as("accounts with a position open or reserved")
                .isNotEmpty();
    }

    @Test
    void tradingGoesOnFromTheKeptMorningIntoTheNextDayAndEverythingTies() {
        try (var kept = new KeptMorning(KeptMorning.items("0.1.0-paper.jsonl.gz"))) {
            var ordersBefore = kept.orders();
            assertThat(kept.run.breaks()).isEmpty();

            kept.play(KeptMorning.DAY, "10:45", "11:10");
            var control = new ControlDesk(kept.run.ledger(), KeptMorning.CONFIG, kept.run.mailbox(), kept.run.clock());
            control.say(ControlDesk.Verb.PAUSE, "owner", "upgraded");
            control.say(ControlDesk.Verb.RESUME, "owner", "all is well");
            kept.play(KeptMorning.DAY, "14:45", "23:59").play(KeptMorning.NEXT, "00:00", "09:40");

            assertThat(kept.run.failures()).isEmpty();
            assertThat(kept.run.breaks()).isEmpty();
            assertThat(kept.orders()).hasSizeGreaterThan(ordersBefore.size());
            assertThat(Schema.of(kept.run.ledger())).isEqualTo(Schema.OURS);
        }
    }

    private static Item only(List<Item> items, String kind) {
        return items.stream()
                .filter(item -> item.kind().equals(kind))
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + kind);
                })
                .orElseThrow();
    }
}
