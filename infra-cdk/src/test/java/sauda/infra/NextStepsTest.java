package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NextStepsTest {

    @Test
    void onPaperThereAreTheSecretsOfTheModelsAndTheFirstUser() {
        assertThat(NextSteps.of(Synthesised.DEFAULT.deployment()))
                .isEqualTo("1) make the secrets that are not there yet: sauda/model/claude, sauda/model/gpt;"
                        + " 2) make the first user (First user, in infra-cdk/README.md) and open PageUrl;"
                        + " 3) look at the page after the next market opening");
    }

    @Test
    void withRealMoneyTheAddressesAreRegisteredAndThePreflightIsRead() {
        assertThat(NextSteps.of(Synthesised.LIVE.deployment()))
                .isEqualTo("1) confirm the mail of AWS Notifications; 2) make the secrets that are not there yet:"
                        + " sauda/model/claude, sauda/model/gpt, sauda/dhan/main; 3) register Addressmain and"
                        + " AddressBackupmain with Dhan; 4) make the first user (First user, in infra-cdk/README.md)"
                        + " and open PageUrl; 5) read the preflight on the page at 08:45 of the next trading day");
    }

    @Test
    void aBotHasItsTokenAndItsWebhook() {
        assertThat(NextSteps.of(Synthesised.WITH_TELEGRAM.deployment()))
                .contains("sauda/telegram", "tell Telegram of TelegramWebhook");
        assertThat(NextSteps.of(Synthesised.DEFAULT.deployment())).doesNotContain("elegram");
    }

    @Test
    void theyArePrintedAndFitAnOutput() {
        assertThat(Synthesised.LIVE
                        .json()
                        .path("Outputs")
                        .path("NextSteps")
                        .path("Value")
                        .asText())
                .isEqualTo(NextSteps.of(Synthesised.LIVE.deployment()))
                .hasSizeLessThan(1024);
    }
}
