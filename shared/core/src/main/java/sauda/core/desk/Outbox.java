package sauda.core.desk;

import java.util.List;
import sauda.core.ledger.Keys;
import sauda.events.CancelRequested;
import sauda.events.KillRequested;
import sauda.events.OrderRequested;
import sauda.events.Routes;
import sauda.events.SignalsReady;

/// Sends orders and cancels to the queues of a broker client, and asks for decisions. Sending one twice is harmless:
/// the id is the deduplication id, and the executor knows it after that.
final class Outbox {

    private final Mailbox mailbox;

    Outbox(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    void orders(List<OrderRequested> orders, String client) {
        exits(orders.stream().filter(order -> !order.isEntry()).toList(), client);
        for (OrderRequested entry : orders) {
            if (entry.isEntry()) {
                mailbox.send(
                        Routes.queue(Routes.ENTRIES).nameFor(client),
                        client,
                        entry.id().value(),
                        entry);
            }
        }
    }

    void exits(List<OrderRequested> exits, String client) {
        for (OrderRequested exit : exits) {
            mailbox.send(
                    Routes.queue(Routes.EXITS).nameFor(client),
                    exit.account() + "|" + exit.symbol(),
                    exit.id().value(),
                    exit);
        }
    }

    /// The account's advisor may decide.
    void ready(SignalsReady ready) {
        mailbox.send(
                Routes.queue(Routes.DECISIONS).nameFor(ready.account()),
                Keys.minute(ready.t()),
                ready.account() + "|" + Keys.minute(ready.t()) + "|signals-ready",
                ready);
    }

    void cancels(List<CancelRequested> cancels, String client) {
        for (CancelRequested cancel : cancels) {
            mailbox.send(
                    Routes.queue(Routes.EXITS).nameFor(client),
                    cancel.account() + "|" + cancel.symbol(),
                    // With its minute: asked again later, by a flatten that goes on, it is sent again.
                    "cancel|" + cancel.order() + "|" + cancel.cause() + "|" + Keys.minute(cancel.t()),
                    cancel);
        }
    }

    /// A group of its own: no exit waits before it, and it waits for none.
    void kill(KillRequested kill) {
        mailbox.send(
                Routes.queue(Routes.EXITS).nameFor(kill.client()),
                "kill",
                "kill|" + kill.client() + "|" + Keys.minute(kill.at()),
                kill);
    }
}
