package sauda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.ConfigFile;
import sauda.local.standin.StandInModel;

/// How the configuration is changed for a run.
class RunCommandTest {

    private final Config shipped = ConfigFile.defaults();

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "false, false"})
    void noChoiceOfAnAdvisorChangesABaseline(boolean rules, boolean standIn) {
        Config played = RunCommand.played(shipped, List.of(), rules, standIn);

        assertThat(played.accounts()).extracting(AccountSpec::name).containsExactly("claude", "gpt", "rules");
        assertThat(played.baselines()).isEqualTo(shipped.baselines());
    }

    @Test
    void theStandInHasAPersonalityForEachModelWhereverABaselineStands() {
        List<AccountSpec> baselineFirst = new ArrayList<>(shipped.baselines());
        baselineFirst.addAll(shipped.sharingAccounts());
        Config played = RunCommand.played(shipped.withAccounts(baselineFirst), List.of(), false, true);

        assertThat(played.accounts())
                .extracting(AccountSpec::model)
                .containsExactly(null, StandInModel.BOLD, StandInModel.CAREFUL);
    }

    @Test
    void aBaselineAloneHasNothingToDoAtTheFakeDhan() {
        StringWriter said = new StringWriter();
        CommandLine run = new CommandLine(new RunCommand()).setErr(new PrintWriter(said));

        assertThat(run.execute("--broker", "dhan-fake", "--accounts", "rules")).isEqualTo(2);
        assertThat(said.toString()).contains("a baseline trades on our own paper only");
    }

    @Test
    void onlyTheNamedAccountsTrade() {
        assertThat(RunCommand.played(shipped, List.of("claude"), false, true).accounts())
                .extracting(AccountSpec::name)
                .containsExactly("claude");
        assertThat(RunCommand.played(shipped, List.of("gpt", "rules"), false, true)
                        .accounts())
                .extracting(AccountSpec::name)
                .containsExactly("gpt", "rules");
    }
}
