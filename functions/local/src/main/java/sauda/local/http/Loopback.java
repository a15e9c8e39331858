package sauda.local.http;

import java.util.regex.Pattern;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// Names under which this machine calls itself. A page of another name that was led here, by
/// DNS rebinding, is not answered.
final class Loopback {

    static final Answer MISDIRECTED = Answer.problem(
            421, "Misdirected Request", "NOT_THIS_HOST", "this server answers to localhost, 127.0.0.1 and [::1]");

    private static final Pattern NAMES =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    static boolean isMeant(Asked asked) {
        return asked.header("host")
                .filter(host -> NAMES.matcher(host).matches())
                .isPresent();
    }
}
