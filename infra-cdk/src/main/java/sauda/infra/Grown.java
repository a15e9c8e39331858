package sauda.infra;

import sauda.core.config.ConfigFile;
import sauda.infra.cost.Plan;

/// The configuration that ships, made live or with more in it, so that what it costs can be asked
/// of the stack that it gives.
final class Grown {

    private Grown() {}

    /// For real money the two accounts with a model trade at one live client, the baseline on paper.
    static String yaml(Plan plan, boolean oneStockMore, boolean oneAccountMore) {
        String yaml = ConfigFile.defaultText();
        if (oneStockMore) {
            yaml = replaced(
                    yaml,
                    "\nstocks:\n",
                    "\nstocks:\n  MORE: { name: One more, securityId: \"99999\", exchange: NSE_EQ, active: true }\n");
            yaml = replaced(yaml, "stocks: [ RELIANCE, TCS, INFY ]", "stocks: [ RELIANCE, TCS, INFY, MORE ]");
        }
        if (oneAccountMore) {
            String account = yaml.substring(yaml.indexOf("  claude:\n"), yaml.indexOf("  gpt:\n"));
            String more = replaced(
                    replaced(replaced(account, "  claude:", "  more:"), "model/claude", "model/more"),
                    "capitalPercent: 60",
                    "capitalPercent: 10");
            yaml = replaced(replaced(yaml, "capitalPercent: 60", "capitalPercent: 50"), "  gpt:\n", more + "  gpt:\n");
        }
        return plan.live() ? live(yaml, plan) : yaml;
    }

    private static String live(String paper, Plan plan) {
        String yaml = replaced(paper, "\nmode: paper\n", "\nmode: live\nliveAcknowledged: main\n");
        yaml = replaced(
                yaml,
                "  paper: { broker: paper }\n",
                "  paper: { broker: paper }\n  main: { broker: dhan, secret: sauda/dhan/main }\n");
        yaml = replaced(yaml, "    egress: nat-gateway\n", "    egress: " + plan.egress() + "\n");
        yaml = yaml.replace("    mail: [ ]", "    mail: [ owner@example.com ]");
        int baseline = yaml.indexOf("  rules:\n    active: true\n");
        return yaml.substring(0, baseline).replace("    client: paper\n", "    client: main\n")
                + yaml.substring(baseline);
    }

    private static String replaced(String text, String was, String is) {
        if (!text.contains(was)) {
            throw new IllegalStateException("the configuration that ships has no longer: " + was.strip());
        }
        return text.replaceFirst(java.util.regex.Pattern.quote(was), java.util.regex.Matcher.quoteReplacement(is));
    }
}
