package sauda.dashboard.push;

import java.util.Set;

/// What a page is told besides changes.
sealed interface Reply {

    String type();

    record Subscribed(String type, Set<String> accounts, Set<String> symbols) implements Reply {}

    record Pong(String type) implements Reply {}

    /// @param detail a sentence for whoever writes the page
    record Problem(String type, String code, String detail) implements Reply {}

    Reply PONG = new Pong("pong");

    /// The last message of a connection.
    Reply EXPIRED = problem("EXPIRED", "the access token has ended; connect again with a new one");

    static Reply subscribed(Subscription subscription) {
        return new Subscribed("subscribed", subscription.accounts(), subscription.symbols());
    }

    static Reply problem(String code, String detail) {
        return new Problem("problem", code, detail);
    }
}
