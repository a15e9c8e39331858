package sauda.core.desk;

/// Where commands are sent. A queue keeps the order within a group and swallows a
/// second message of the same deduplication id for five minutes; beyond that, receivers
/// know a repeated message by its content.
public interface Mailbox {

    /// @param queueName       with its instance, such as `entries-paper.fifo`
    /// @param group           messages of one group are received in order
    /// @param deduplicationId derived from the message's cause, the same for a repeated one
    /// @param message         a record of `sauda.events`, sent as its JSON
    /// @throws MailboxUnavailable when the queue did not take it in time; it may have arrived
    void send(String queueName, String group, String deduplicationId, Object message);

    /// The queue cannot be reached, or there is none of that name.
    final class MailboxUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1;

        public MailboxUnavailable(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
