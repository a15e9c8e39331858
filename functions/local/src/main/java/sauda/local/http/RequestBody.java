package sauda.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.jetty.server.Request;
import sauda.local.web.Asked.Body;
import sauda.local.web.Asked.TooLarge;

/// What a client sends after the headers.
final class RequestBody implements Body {

    private static final long PATIENCE = 64L * 1024 * 1024;
    private static final int PIECE = 64 * 1024;

    private final Request request;
    private final long announced;
    private final boolean asksFirst;

    RequestBody(Request request) {
        this.request = request;
        this.announced = request.getHeaders().getLongField("content-length");
        this.asksFirst = request.getHeaders().contains("expect");
    }

    @Override
    public byte[] read(int most) {
        if (announced > most) {
            throw new TooLarge(most);
        }
        try {
            InputStream in = Request.asInputStream(request);
            byte[] body = in.readNBytes(most);
            if (body.length == most && in.read() >= 0) {
                throw new TooLarge(most);
            }
            return body;
        } catch (IOException gone) {
            throw new UncheckedIOException("the client went away", gone);
        }
    }

    /// Reads what is left and keeps none of it: a client that sends all before it reads would
    /// never see the answer. One that asked first has sent nothing; one without end is cut off.
    void readAway() {
        if (asksFirst || announced == 0) {
            return;
        }
        try {
            InputStream in = Request.asInputStream(request);
            byte[] piece = new byte[PIECE];
            long read = 0;
            int got = in.read(piece);
            while (got >= 0 && read < PATIENCE) {
                read += got;
                got = in.read(piece);
            }
        } catch (IOException gone) {
            // Nobody is left to answer.
        }
    }
}
