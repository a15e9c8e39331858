package sauda.infra.cost;

/// One way to run it.
///
/// @param name  such as `paper`
/// @param words for people
public record Plan(String name, String words, boolean live, String egress) {

    public static final Plan PAPER = new Plan("paper", "stage `paper`: no way out, nothing kept ready", false, "none");
    public static final Plan GATEWAY =
            new Plan("live-gateway", "stage `live`, egress `nat-gateway`: one live client", true, "nat-gateway");
    public static final Plan INSTANCE = new Plan(
            "live-instance", "stage `live`, egress `nat-instance`: the same, two instances", true, "nat-instance");
}
