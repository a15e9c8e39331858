package sauda.cloud;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import sauda.core.desk.Mailbox;
import sauda.events.EventJson;
import sauda.events.Sha256;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The mailbox on SQS FIFO queues.
public final class SqsMailbox implements Mailbox {

    /// What SQS takes as a group or deduplication id: printable ASCII without blanks.
    private static final Pattern TAKEN_BY_SQS = Pattern.compile("[!-~]{1,128}");

    private final SqsClient client;
    private final Map<String, String> urls;

    /// Looks each queue up at its first message.
    public SqsMailbox(SqsClient client) {
        this(client, Map.of());
    }

    /// @param urls known queue URLs by queue name; others are looked up
    public SqsMailbox(SqsClient client, Map<String, String> urls) {
        this.client = client;
        this.urls = new ConcurrentHashMap<>(urls);
    }

    @Override
    public void send(String queueName, String group, String deduplicationId, Object message) {
        String body = EventJson.write(message);
        try {
            client.sendMessage(send -> send.queueUrl(urlOf(queueName))
                    .messageGroupId(id(group))
                    .messageDeduplicationId(id(deduplicationId))
                    .messageBody(body));
        } catch (SdkException failure) {
            throw new MailboxUnavailable("no message to " + queueName, failure);
        }
    }

    private String urlOf(String queueName) {
        return urls.computeIfAbsent(
                queueName,
                name -> client.getQueueUrl(get -> get.queueName(name)).queueUrl());
    }

    /// The same text always gives the same id.
    private static String id(String text) {
        return TAKEN_BY_SQS.matcher(text).matches() ? text : Sha256.hex(text);
    }
}
