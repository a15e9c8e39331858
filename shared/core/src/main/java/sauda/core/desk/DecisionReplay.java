package sauda.core.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Judge;
import sauda.core.decision.Tape;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.CancelRequested;
import sauda.events.EventJson.BadMessage;
import sauda.events.OrderRequested;
import sauda.events.Reading;
import sauda.events.Sha256;
import sauda.events.Symbol;

/// A stored decision with the judge it had: the same rules over the same books at the same
/// time, from what the ledger kept of it. Needs no network.
public final class DecisionReplay {

    private static final String TAPE = "tape";
    private static final String HASH = "hash";
    private static final String SCENE = "scene";
    private static final String SCENE_HASH = "sceneHash";

    private final Tape tape;
    private final EntryJudge judge;

    private DecisionReplay(Tape tape, EntryJudge judge) {
        this.tape = tape;
        this.judge = judge;
    }

    /// What is kept of a decision, in the ledger's words.
    ///
    /// @param hash of the tape
    static Item stored(Tape tape, String hash, DecisionScene scene) {
        String json = scene.json();
        return new Item(
                Keys.tape(tape.account(), tape.t()),
                "tape",
                Map.of(TAPE, tape.pack(), HASH, hash, SCENE, DecisionScene.pack(json), SCENE_HASH, Sha256.hex(json)));
    }

    /// @param config the one the decision was made under
    /// @param stored the ledger's item of the tape
    /// @throws BadMessage               when a byte of it was changed
    /// @throws IllegalArgumentException for another configuration
    public static DecisionReplay of(Config config, Item stored) {
        Tape tape = tape(stored);
        if (!tape.config().equals(config.hash())) {
            throw new IllegalArgumentException(
                    "the decision was made under the configuration " + tape.config() + " but this is " + config.hash());
        }
        AccountSpec account = config.account(tape.account())
                .orElseThrow(() -> new IllegalArgumentException("no account " + tape.account()));
        DecisionScene scene = DecisionScene.unpack(
                bytes(stored, SCENE), String.valueOf(stored.attributes().get(SCENE_HASH)));
        return new DecisionReplay(tape, judge(config, account, tape, scene.now(), ledger(scene)));
    }

    /// The tape alone, checked against its hash.
    ///
    /// @throws BadMessage when a byte of it was changed
    public static Tape tape(Item stored) {
        return Tape.unpack(
                bytes(stored, TAPE), String.valueOf(stored.attributes().get(HASH)));
    }

    private static byte[] bytes(Item stored, String name) {
        if (stored.attributes().get(name) instanceof byte[] bytes) {
            return bytes;
        }
        throw new BadMessage("the tape has no " + name + ": " + stored.key());
    }

    private static Ledger ledger(DecisionScene scene) {
        InMemoryLedger ledger = new InMemoryLedger(change -> {});
        scene.items().forEach(item -> ledger.commit(List.of(Write.put(item.item()))));
        return ledger;
    }

    private static EntryJudge judge(Config config, AccountSpec account, Tape tape, Instant now, Ledger ledger) {
        Map<Symbol, Reading> seen = new LinkedHashMap<>();
        tape.briefing().readings().forEach(reading -> seen.put(reading.symbol(), reading));
        return EntryJudge.over(ledger, config, account, tape.t(), now, seen);
    }

    public Tape tape() {
        return tape;
    }

    /// The judge, fresh: nothing was asked of it yet.
    public Judge judge() {
        return judge;
    }

    /// The orders that were asked of the judge so far.
    ///
    /// @param expiresAt as the decision had it: the moment of its commit is not on the tape
    public List<OrderRequested> orders(Instant expiresAt) {
        return judge.ordersUntil(expiresAt);
    }

    public List<CancelRequested> cancels() {
        return judge.cancels();
    }
}
