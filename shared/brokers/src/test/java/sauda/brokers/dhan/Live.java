package sauda.brokers.dhan;

import sauda.core.config.Config;
import sauda.core.config.ConfigFile;

/// The default configuration, with real money and a Dhan client; the baseline stays on paper.
final class Live {

    static final String CLIENT = "main";
    static final Config CONFIG = config("");

    private Live() {}

    static Config config(String live) {
        String shipped = ConfigFile.defaultText();
        int baseline = shipped.indexOf("\n  rules:\n");
        String text = shipped.substring(0, baseline)
                        .replace("mode: paper", "mode: live\nliveAcknowledged: main")
                        .replace(
                                "  paper: { broker: paper }",
                                "  main: { broker: dhan, secret: sauda/dhan/main }\n  paper: { broker: paper }")
                        .replace("client: paper", "client: main")
                + shipped.substring(baseline);
        return ConfigFile.read(live.isEmpty() ? text : text.replace(live.split("=>")[0], live.split("=>")[1]));
    }

    /// Paper trading, with a Dhan client beside it whose candles may be asked for.
    static Config paper() {
        return ConfigFile.read(ConfigFile.defaultText()
                .replace(
                        "  paper: { broker: paper }",
                        "  paper: { broker: paper }\n  main: { broker: dhan, secret: sauda/dhan/main }"));
    }

    static Config.Client client(Config config) {
        return config.client(CLIENT).orElseThrow();
    }
}
