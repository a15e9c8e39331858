package sauda.infra;

import java.util.stream.Collectors;
import sauda.core.config.Config;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.StageSpec;

/// One installation and what its parts are called. Every name that is unique in an account or a
/// region carries it, so that stages stand side by side.
record Stage(StageSpec spec) {

    static final String IF_ABSENT = "paper";

    /// @throws IllegalArgumentException when there is none of that name, or it is for real money
    ///                                  and the configuration is not
    static Stage of(Config config, String name) {
        StageSpec spec = config.stage(name)
                .orElseThrow(() -> new IllegalArgumentException("stage is '" + name + "', but stages has only "
                        + config.stages().stream().map(StageSpec::name).collect(Collectors.joining(", "))));
        if (spec.mode() == Mode.LIVE && config.mode() == Mode.PAPER) {
            throw new IllegalArgumentException("stage " + name + " is for real money, but the configuration says"
                    + " mode: paper; give the file with mode: live and liveAcknowledged by -c config=FILE,"
                    + " or take another stage by -c stage=NAME");
        }
        return new Stage(spec);
    }

    String name() {
        return spec.name();
    }

    boolean isOnPaper() {
        return spec.mode() == Mode.PAPER;
    }

    /// Of the main stack.
    String stack() {
        return "Sauda-" + name();
    }

    /// What its functions, table, queues, topics and APIs have in front.
    String prefix() {
        return "sauda-" + name();
    }

    /// @param part such as `signals-RELIANCE` or `entries-paper.fifo`
    String called(String part) {
        return prefix() + "-" + part;
    }

    /// @param part whose log it is
    String log(String part) {
        return "/sauda/" + name() + "/" + part;
    }
}
