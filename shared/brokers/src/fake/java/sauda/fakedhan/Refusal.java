package sauda.fakedhan;

/// The venue says no: what the wire's error body carries.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    private Refusal(Reply reply) {
        super(reply.text(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    static Refusal of(int status, String type, String code, String message) {
        return new Refusal(Reply.json(status, Json.error(type, code, message)));
    }

    /// A missing or bad field. The wire does not say which.
    static Refusal badField() {
        return input("Missing required fields, bad values for parameters etc.");
    }

    static Refusal input(String message) {
        return of(400, "Input_Exception", "DH-905", message);
    }

    static Refusal order(String message) {
        return of(400, "Order_Error", "DH-906", message);
    }

    static Refusal notFound() {
        return of(404, "Order_Error", "DH-906", "Incorrect request for order and cannot be processed");
    }

    static Refusal deadToken() {
        return of(
                401,
                "Invalid_Authentication",
                "DH-901",
                "Client ID or user generated access token is invalid or expired.");
    }

    static Refusal tooMany() {
        return of(
                429,
                "Rate_Limit",
                "DH-904",
                "Too many requests on server from single user breaching rate limits. Try throttling API calls.");
    }

    /// What the gateway says of a path it does not know.
    static Refusal noSuchPath(String path, long millis) {
        return new Refusal(Reply.json(
                404,
                Json.object()
                        .put("timestamp", millis)
                        .put("status", 404)
                        .put("error", "Not Found")
                        .put("path", path)));
    }

    /// The shape that market data answers with.
    static Refusal data(int status, String code, String text) {
        var body = Json.object().put("status", "failed");
        body.putObject("data").put(code, text);
        return new Refusal(Reply.json(status, body));
    }
}
