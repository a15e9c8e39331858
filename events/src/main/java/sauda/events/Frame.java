package sauda.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;

/// The length of a bar. A daily bar is one session, however long that is.
public enum Frame {
    M1("1m", 1),
    M5("5m", 5),
    M15("15m", 15),
    H1("1h", 60),
    D1("1d", 1440);

    private final String code;
    private final int minutes;

    Frame(String code, int minutes) {
        this.code = code;
        this.minutes = minutes;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public Duration length() {
        return Duration.ofMinutes(minutes);
    }

    @JsonCreator
    public static Frame of(String code) {
        return Arrays.stream(values())
                .filter(frame -> frame.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("a frame is 1m, 5m, 15m, 1h or 1d but is '" + code + "'"));
    }
}
