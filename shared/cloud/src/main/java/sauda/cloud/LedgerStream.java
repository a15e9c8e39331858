package sauda.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads the ledger's stream where no Lambda service does it, and hands over what Lambda
/// would: the changes of an item in their order, each once for one reader.
public final class LedgerStream {

    private final DynamoDbStreamsClient client;
    private final String stream;
    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private boolean shardsChanged = true;

    private LedgerStream(DynamoDbStreamsClient client, String stream) {
        this.client = client;
        this.stream = stream;
    }

    /// Everything that the stream still knows, at most the last 24 hours.
    ///
    /// @param stream name (ARN) of the stream, as [LedgerTable#make] gives it
    public static LedgerStream fromTheStart(DynamoDbStreamsClient client, String stream) {
        return new LedgerStream(client, stream);
    }

    /// What changes from this moment on.
    public static LedgerStream fromNowOn(DynamoDbStreamsClient client, String stream) {
        LedgerStream reading = new LedgerStream(client, stream);
        reading.findShards(ShardIteratorType.LATEST);
        return reading;
    }

    /// The changes since the last call, oldest first; empty when there are none yet.
    public synchronized List<DynamodbStreamRecord> poll() {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        do {
            if (shardsChanged || readers.values().stream().allMatch(Reader::isAtItsEnd)) {
                findShards(ShardIteratorType.TRIM_HORIZON);
            }
            // A shard's parent first: otherwise a later change of an item could come earlier.
            for (Reader reader : readers.values()) {
                Reader parent = readers.get(reader.parent);
                if (!reader.isAtItsEnd() && (parent == null || parent.isAtItsEnd())) {
                    reader.readAll(records);
                    shardsChanged |= reader.isAtItsEnd();
                }
            }
        } while (shardsChanged);
        return List.copyOf(records);
    }

    private void findShards(ShardIteratorType startOfNewOnes) {
        shardsChanged = false;
        String last = null;
        do {
            String from = last;
            DescribeStreamResponse page =
                    client.describeStream(describe -> describe.streamArn(stream).exclusiveStartShardId(from));
            for (Shard shard : page.streamDescription().shards()) {
                readers.computeIfAbsent(shard.shardId(), id -> new Reader(id, shard.parentShardId(), startOfNewOnes));
            }
            last = page.streamDescription().lastEvaluatedShardId();
        } while (last != null);
    }

    /// One shard, from its start to its end.
    private final class Reader {

        private final String shard;
        private final @Nullable String parent;
        private final ShardIteratorType start;
        private @Nullable String next;
        private @Nullable String lastRead;

        Reader(String shard, @Nullable String parent, ShardIteratorType start) {
            this.shard = shard;
            this.parent = parent;
            this.start = start;
            this.next = place(start, null);
        }

        boolean isAtItsEnd() {
            return next == null;
        }

        void readAll(List<DynamodbStreamRecord> records) {
            GetRecordsResponse page;
            do {
                page = page();
                page.records().forEach(record -> records.add(told(record)));
                if (!page.records().isEmpty()) {
                    lastRead = page.records().getLast().dynamodb().sequenceNumber();
                }
                next = page.nextShardIterator();
            } while (next != null && !page.records().isEmpty());
        }

        private GetRecordsResponse page() {
            try {
                return client.getRecords(get -> get.shardIterator(next));
            } catch (ExpiredIteratorException pausedForLong) {
                next = lastRead == null ? place(start, null) : place(ShardIteratorType.AFTER_SEQUENCE_NUMBER, lastRead);
            } catch (TrimmedDataAccessException olderThanADay) {
                next = place(ShardIteratorType.TRIM_HORIZON, null);
            }
            return client.getRecords(get -> get.shardIterator(next));
        }

        private String place(ShardIteratorType type, @Nullable String after) {
            return client.getShardIterator(get -> get.streamArn(stream)
                            .shardId(shard)
                            .shardIteratorType(type)
                            .sequenceNumber(after))
                    .shardIterator();
        }
    }

    private DynamodbStreamRecord told(Record record) {
        StreamRecord change = new StreamRecord()
                .withKeys(StreamRecords.told(record.dynamodb().keys()))
                .withSequenceNumber(record.dynamodb().sequenceNumber())
                .withSizeBytes(record.dynamodb().sizeBytes())
                .withStreamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                .withApproximateCreationDateTime(Date.from(record.dynamodb().approximateCreationDateTime()));
        if (record.dynamodb().hasNewImage()) {
            change.setNewImage(StreamRecords.told(record.dynamodb().newImage()));
        }
        if (record.dynamodb().hasOldImage()) {
            change.setOldImage(StreamRecords.told(record.dynamodb().oldImage()));
        }
        DynamodbStreamRecord told = new DynamodbStreamRecord();
        told.setEventID(record.eventID());
        told.setEventName(record.eventNameAsString());
        told.setEventSource(record.eventSource());
        told.setEventVersion(record.eventVersion());
        told.setAwsRegion(record.awsRegion());
        told.setEventSourceARN(stream);
        told.setDynamodb(change);
        return told;
    }
}
