package sauda.local.storm;

/// What may go wrong, and how often in a thousand chances when a round has it in full.
enum Fault {
    /// The venue took the order and its answer was lost.
    TIMEOUT_AFTER_ACCEPTANCE(120),
    /// The order was lost on its way, and so was any answer.
    TIMEOUT_BEFORE_ACCEPTANCE(120),
    /// An answer that says nothing: 5xx, garbage. Taken or not.
    STRANGE_ANSWER(80),
    REFUSED_NO_FUNDS(60),
    REFUSED_RATE_LIMITED(80),
    REFUSED_TOKEN_DEAD(4),
    /// Acknowledged, and turned down by the exchange afterwards.
    REJECTED_LATER(80),
    /// The venue's book shows an order only after up to 90 seconds.
    LATE_IN_BOOK(150),
    /// A row as it was some time ago.
    STALE_ROW(150),
    /// A row stands in the book twice, old and new.
    DOUBLE_ROW(80),
    /// The row counts shares whose fills come up to 90 seconds later.
    LATE_FILL(200),
    /// Fills stand there before their row counts them.
    EARLY_FILL(100),
    /// Fills out of order, and some of them twice.
    MIXED_FILLS(150),
    /// Positions as they were when somebody last asked.
    STALE_BOOKS(150),
    PARTIAL_FILL(500),
    /// Not while it is in transit, says the venue.
    CANCEL_REFUSED(250),
    /// Acknowledged at once, done up to 20 seconds later.
    CANCEL_LATE(300),
    CANCEL_UNANSWERED(100),
    CHANGE_UNANSWERED(100),
    BOOK_UNANSWERED(60),
    LOOK_UP_UNANSWERED(150),
    QUOTES_UNANSWERED(100),
    /// The price jumps by up to three percent.
    PRICE_JUMP(4),
    /// A message comes again later.
    DELIVERED_AGAIN(150),
    /// Another function works in the middle of this one, perhaps on the same message.
    DELIVERED_AT_ONCE(25),
    /// A message comes after minutes.
    DELIVERED_LATE(40),
    /// A message that failed never comes again.
    MESSAGE_LOST(300),
    /// The process dies before a dealing with ledger, venue or queue took effect.
    KILLED_BEFORE(8),
    /// It dies after that, and never knew.
    KILLED_AFTER(12),
    /// The commit is done, its answer lost.
    REPLY_LOST(15),
    LEDGER_DOWN(4),
    QUEUE_DOWN(40),
    /// A function's clock is up to two minutes wrong.
    CLOCK_WRONG(150),
    /// The process stands still for up to five minutes.
    FROZEN(3),
    /// An owner presses kill, flatten, halt or pause.
    OWNER_STOPS(60),
    /// No watch, or no reconciliation, in this minute.
    WATCH_MISSED(150),
    /// The owner buys by hand: an order without an id of ours.
    OWNERS_ORDER(30);

    final int often;

    Fault(int often) {
        this.often = often;
    }
}
