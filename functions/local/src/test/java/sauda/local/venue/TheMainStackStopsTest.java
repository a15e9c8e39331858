package sauda.local.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.core.desk.DeadManDesk;
import sauda.core.ledger.Commit;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.LiveBroker;
import sauda.deadman.DeadManHandler;
import sauda.deadman.DeadManWiring;
import sauda.events.Control;
import sauda.events.DeadMan;
import sauda.events.DeadManAnswer;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.fakedhan.FillModel;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.cloud.WithLedger;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.Pace;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// The whole main stack ends in the middle of a decision, with shares open and an order in its queue: the
/// dead man's function leaves and locks all, and when the stack comes back it stays locked.
class TheMainStackStopsTest {

    private static final int EVERYTHING = 1_000_000;
    /// Ticks, decisions and the watches between them.
    private static final Duration COMES_BACK_FOR = Duration.ofMinutes(12);

    private static final Duration FLAT_WITHIN = Duration.ofSeconds(10);

    private final List<String> told = new ArrayList<>();

    @Test
    void allIsFlatAndLockedAndNoOrderPassesWhenItComesBack() throws Exception {
        Config config = FakeVenue.tradingThere(Play.standIn());
        Map<String, String> secrets = new HashMap<>(Play.secrets());
        secrets.putAll(FakeVenue.secrets());
        try (ModelServer server = StandInModel.start();
                Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), secrets);
                FakeVenue venue = FakeVenue.start(config, Play.market(), FillModel.WIRE, Play.DAY, 0)) {
            Venues venues = venue.venues(config, cloud);
            DeadManHandler deadMan = deadMan(config, cloud, venues);
            says(deadMan);
            List<Tick> agenda = config.agendaOn(Play.DAY);
            Cloud failing = new WithLedger(cloud, new PowerCut(cloud.ledger(), () -> open(venue) > 0));
            LocalRun run = run(config, failing, server, venues);
            assertThatThrownBy(() -> run.trade(agenda, (tick, done, all) -> {})).isInstanceOf(Dark.class);
            long shares = open(venue);
            assertThat(shares).as("shares that were open").isPositive();
            Instant cut = venues.clock().instant();
            OrderRequested waiting = waiting(config, cut);
            run.mailbox().send("entries-dhan.fifo", "dhan", waiting.id().value(), waiting);

            DeadManAnswer answer = says(deadMan);
            for (int minute = 1; minute <= 20 && !answer.code().equals("LOCKED"); minute++) {
                venues.clock().set(cut.plus(Duration.ofMinutes(minute)).truncatedTo(ChronoUnit.MINUTES));
                answer = says(deadMan);
            }

            assertThat(answer.code()).isEqualTo("LOCKED");
            DeadMan.Shot shot = Objects.requireNonNull(answer.state().shot());
            Instant locked =
                    Objects.requireNonNull(answer.state().legs().getFirst().lockedAt());
            assertThat(shot.code()).isEqualTo("SILENT");
            assertThat(Duration.between(shot.at(), locked)).isLessThanOrEqualTo(FLAT_WITHIN);
            assertThat(told).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
            isFlatAndLocked(venue);

            long sent = sent(venue);
            LocalRun again = run(config, cloud, server, venues);
            // The queue has it still, and swallows it a second time; so the new run looks there.
            again.mailbox().send("entries-dhan.fifo", "dhan", waiting.id().value(), waiting);
            Instant back = venues.clock().instant();
            List<Tick> rest = agenda.stream()
                    .filter(tick -> tick.at().isAfter(back) && tick.at().isBefore(back.plus(COMES_BACK_FOR)))
                    .toList();
            assertThat(again.trade(rest, (tick, done, all) -> {})).isEqualTo(rest.size());
            assertThat(sent(venue))
                    .as("orders that were sent while it was locked")
                    .isEqualTo(sent);
            isFlatAndLocked(venue);
            assertThat(cloud.ledger()
                            .get(Keys.CONTROL)
                            .orElseThrow()
                            .as(Control.class)
                            .lock())
                    .isNotNull();
            assertThat(order(cloud, waiting)).isIn(OrderState.DENIED, OrderState.EXPIRED);
            assertThat(again.breaks()).isEmpty();
            for (String account : List.of("claude", "gpt")) {
                assertThat(cloud.ledger().list(Keys.ofAccount(account), "POSITION#", false, EVERYTHING))
                        .as("positions of " + account)
                        .isEmpty();
            }
        }
    }

    private static LocalRun run(Config config, Cloud cloud, ModelServer server, Venues venues) {
        return new LocalRun(
                config,
                cloud,
                new Models(server.baseUrl(), true),
                venues,
                Pace.MAX,
                alerts -> {},
                Connections.NONE,
                change -> {});
    }

    private DeadManHandler deadMan(Config config, Cloud cloud, Venues venues) {
        return new DeadManHandler(new DeadManWiring(
                new DeadManDesk(new DeadManDesk.Parts(
                        config,
                        null,
                        cloud.ledger(),
                        new InMemoryLedger(),
                        client -> (LiveBroker) venues.brokers().apply(client),
                        alert -> told.add(alert.code()),
                        () -> "481516",
                        venues.clock(),
                        venues.pause())),
                venues.clock()));
    }

    private static DeadManAnswer says(DeadManHandler deadMan) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        deadMan.handleRequest(
                new ByteArrayInputStream("{\"verb\":\"LOOK\"}".getBytes(StandardCharsets.UTF_8)), answer, null);
        return EventJson.read(answer.toString(StandardCharsets.UTF_8), DeadManAnswer.class);
    }

    private static OrderRequested waiting(Config config, Instant cut) {
        Instant t = cut.truncatedTo(ChronoUnit.MINUTES);
        Symbol symbol = config.stocksOf(config.account("claude").orElseThrow()).getFirst();
        return new OrderRequested(
                OrderId.of(t, "claude", "manual:waits", symbol, Side.BUY, 0),
                "claude",
                symbol,
                Side.BUY,
                Purpose.ENTRY,
                1,
                Rupees.of(100_000),
                Rupees.of(1),
                Rupees.of(200_000),
                "vwap",
                "manual:waits",
                "it waits in its queue",
                t,
                t.plus(Duration.ofHours(6)),
                config.hash());
    }

    private static OrderState order(Cloud cloud, OrderRequested request) {
        return cloud.ledger()
                .get(Keys.order(request.account(), request.id()))
                .orElseThrow()
                .as(Order.class)
                .state();
    }

    private static long open(FakeVenue venue) {
        return venue.fake().positions(venue.clientId()).stream()
                .mapToLong(held -> Math.abs(held.net()))
                .sum();
    }

    private static void isFlatAndLocked(FakeVenue venue) {
        assertThat(open(venue)).isZero();
        assertThat(venue.fake().orders(venue.clientId()))
                .noneMatch(order -> order.status().isLive());
        assertThat(venue.fake().isKilled(venue.clientId())).isTrue();
    }

    private static long sent(FakeVenue venue) {
        return venue.fake().requests().stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/orders"))
                .count();
    }

    private static final class Dark extends Error {

        private static final long serialVersionUID = 1;
    }

    /// The stack ends when an account has claimed a decision while shares are open, and does
    /// nothing from then on.
    private static final class PowerCut implements Ledger {

        private final Ledger to;
        private final BooleanSupplier ready;
        private boolean dark;

        PowerCut(Ledger to, BooleanSupplier ready) {
            this.to = to;
            this.ready = ready;
        }

        private Ledger lit() {
            if (dark) {
                throw new Dark();
            }
            return to;
        }

        @Override
        public Optional<Item> get(Key key) {
            return lit().get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            return lit().list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            return lit().older(partition, prefix, than, most);
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            return lit().range(partition, from, to);
        }

        @Override
        public Commit commit(List<Write> writes) {
            Commit ended = lit().commit(writes);
            boolean claims = writes.stream()
                    .anyMatch(write -> write instanceof Write.Put(var item, var _)
                            && item.kind().equals("decision")
                            && "CLAIMED".equals(item.attributes().get("state")));
            if (claims && ready.getAsBoolean()) {
                dark = true;
                throw new Dark();
            }
            return ended;
        }
    }
}
