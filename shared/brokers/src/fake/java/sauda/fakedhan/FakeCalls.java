package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// `/_fake`: faults and time by HTTP, for a fake that runs by itself.
///
/// `POST /_fake/faults` takes `{"method","path","nth","times","fault"}` with `seconds`,
/// `millis`, `status`, `rows` or `text` where the fault needs it, `DELETE` clears them
/// all. `POST /_fake/clock` takes `{"to"}` or `{"seconds"}`.
final class FakeCalls {

    private final FakeDhan fake;

    FakeCalls(FakeDhan fake) {
        this.fake = fake;
    }

    Reply answer(Call call) {
        try {
            return switch (call.route()) {
                case "POST/faults" -> order(new Fields(call.json()));
                case "DELETE/faults" -> clear();
                case "POST/clock" -> move(new Fields(call.json()));
                case "GET/clock" -> time();
                default -> throw Refusal.noSuchPath(call.path(), fake.now().toEpochMilli());
            };
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private Reply order(Fields fields) {
        int nth = fields.body().path("nth").asInt(1);
        int times = fields.body().path("times").asInt(1);
        String method = fields.has("method") ? fields.text("method") : "*";
        fake.faults().nth(nth, method, fields.text("path"), fault(fields), times);
        return Reply.ok(Json.object().put("status", "success"));
    }

    private static Fault fault(Fields fields) {
        Duration seconds = Duration.ofSeconds(fields.body().path("seconds").asLong(30));
        int status = fields.body().path("status").asInt(502);
        return switch (fields.text("fault")) {
            case "SILENCE_BEFORE" -> new Fault.Silence(Fault.When.BEFORE_ACCEPTANCE);
            case "SILENCE_AFTER" -> new Fault.Silence(Fault.When.AFTER_ACCEPTANCE);
            case "RESET_BEFORE" -> new Fault.Reset(Fault.When.BEFORE_ACCEPTANCE);
            case "RESET_AFTER" -> new Fault.Reset(Fault.When.AFTER_ACCEPTANCE);
            case "ERROR_PAGE_BEFORE" -> new Fault.ErrorPage(Fault.When.BEFORE_ACCEPTANCE, status);
            case "ERROR_PAGE_AFTER" -> new Fault.ErrorPage(Fault.When.AFTER_ACCEPTANCE, status);
            case "SLOW" ->
                new Fault.Slow(Duration.ofMillis(fields.body().path("millis").asLong(1_000)));
            case "TOO_MANY" -> new Fault.TooMany();
            case "WRONG_IP" -> new Fault.WrongIp();
            case "DEAD_TOKEN" -> new Fault.DeadToken();
            case "REJECTED_BY_RMS" -> new Fault.RejectedByRms(fields.text("text"));
            case "LATE_VISIBILITY" -> new Fault.LateVisibility(seconds);
            case "STALE_BOOK" -> new Fault.StaleBook(seconds);
            case "DUPLICATE_TRADES" -> new Fault.DuplicateTrades();
            case "TRADES_OUT_OF_ORDER" -> new Fault.TradesOutOfOrder();
            case "TRADES_BEHIND" ->
                new Fault.TradesBehind(fields.body().path("rows").asInt(1));
            case "TRUNCATED_FILE" -> new Fault.TruncatedFile();
            case "EMPTY_CANDLES" -> new Fault.EmptyCandles();
            case "NO_SUCH_PATH" -> new Fault.NoSuchPath();
            default -> throw Refusal.badField();
        };
    }

    private Reply clear() {
        fake.faults().clear();
        return Reply.ok(Json.object().put("status", "success"));
    }

    private Reply move(Fields fields) {
        FakeClock clock = fake.clock();
        if (clock == null) {
            throw Refusal.of(409, "Clock", "FAKE", "the clock of this fake is not mine to move");
        }
        if (fields.has("to")) {
            try {
                clock.set(Instant.parse(fields.text("to")));
            } catch (DateTimeException notATime) {
                throw Refusal.badField();
            }
        } else {
            clock.advance(Duration.ofSeconds(fields.positive("seconds")));
        }
        fake.settle();
        return time();
    }

    private Reply time() {
        ObjectNode body = Json.object().put("now", fake.now().toString());
        return Reply.ok(body);
    }
}
