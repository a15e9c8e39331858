package sauda.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// Makes text smaller for those who take it so.
final class Gzip {

    private static final int WORTH_IT = 1024;

    private Gzip() {}

    static Answer of(Answer answer, Asked asked) {
        if (answer.body().length < WORTH_IT || !isText(answer) || !isTaken(asked)) {
            return answer;
        }
        String vary = answer.headers().containsKey("vary") ? answer.headers().get("vary") + ", " : "";
        return new Answer(answer.status(), answer.headers(), zipped(answer.body()))
                .with(Map.of("content-encoding", "gzip", "vary", vary + "accept-encoding"));
    }

    private static boolean isText(Answer answer) {
        String type = answer.headers().getOrDefault("content-type", "");
        return type.startsWith("text/") || type.contains("json") || type.contains("svg");
    }

    private static boolean isTaken(Asked asked) {
        return asked.header("accept-encoding")
                .filter(taken -> taken.matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*"))
                .isPresent();
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new Fast(zipped)) {
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    /// On loopback time matters more than bytes.
    private static final class Fast extends GZIPOutputStream {

        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
