package sauda.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sauda.core.config.Config;
import sauda.infra.Users.SignIn;

/// What the page reads first, as `config.json`.
///
/// @param mode      `live` or `paper`
/// @param simulated whether candles are made up
/// @param signIn    where users sign in
/// @param sockets   address of the live updates
record PageSettings(Config.Mode mode, boolean simulated, SignIn signIn, String sockets) {

    /// The values are addresses and words, so nothing in them is escaped; CloudFormation fills
    /// in what only it knows.
    String json() {
        List<String> fields = new ArrayList<>();
        fields.add(text("mode", mode.name().toLowerCase(Locale.ROOT)));
        fields.add(text("authorizeUrl", signIn.origin() + "/oauth2/authorize"));
        fields.add(text("tokenUrl", signIn.origin() + "/oauth2/token"));
        fields.add(text("logoutUrl", signIn.origin() + "/logout"));
        fields.add(text("clientId", signIn.client()));
        fields.add(text("scope", Users.SCOPE));
        // The API has the page's own origin.
        fields.add(text("apiUrl", ""));
        fields.add(text("socketUrl", sockets));
        fields.add("\"loginHint\":null");
        fields.add("\"simulated\":" + simulated);
        return "{" + String.join(",", fields) + "}";
    }

    private static String text(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }
}
