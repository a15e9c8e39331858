package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.infra.Synthesised.Resource;

class UsersTest {

    private final Synthesised template = Synthesised.DEFAULT;
    private final Resource pool = template.one("AWS::Cognito::UserPool", any -> true);
    private final Resource client = template.one("AWS::Cognito::UserPoolClient", any -> true);

    @Test
    void nobodySignsUpByThemselves() {
        assertThat(pool.get("AdminCreateUserConfig")
                        .path("AllowAdminCreateUserOnly")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void everybodyNeedsALongPasswordAndAOneTimeCodeOfAnApp() {
        JsonNode password = pool.get("Policies").path("PasswordPolicy");

        assertThat(password.path("MinimumLength").asInt()).isEqualTo(14);
        assertThat(List.of("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols"))
                .allMatch(rule -> password.path(rule).asBoolean());
        assertThat(password.path("TemporaryPasswordValidityDays").asInt()).isEqualTo(3);
        assertThat(pool.text("MfaConfiguration")).isEqualTo("ON");
        assertThat(pool.get("EnabledMfas").valueStream().map(JsonNode::asText)).containsExactly("SOFTWARE_TOKEN_MFA");
    }

    @Test
    void thePoolAndItsGroupsOutliveTheStack() {
        assertThat(pool.text("DeletionProtection")).isEqualTo("ACTIVE");
        assertThat(pool.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(pool.whole().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(template.all("AWS::Cognito::UserPoolGroup"))
                .allMatch(group -> group.whole().path("DeletionPolicy").asText().equals("Retain"));
    }

    @Test
    void theGroupsAreTheRolesTheHigherFirst() {
        assertThat(template.all("AWS::Cognito::UserPoolGroup"))
                .extracting(group ->
                        group.text("GroupName") + " " + group.get("Precedence").asInt())
                .containsExactlyInAnyOrder("admin 1", "trader 2", "viewer 3");
    }

    @Test
    void aPublicClientGetsACodeAndNothingElse() {
        assertThat(client.get("GenerateSecret").asBoolean()).isFalse();
        assertThat(texts(client.get("AllowedOAuthFlows"))).containsExactly("code");
        assertThat(texts(client.get("AllowedOAuthScopes"))).containsExactly("openid");
        assertThat(texts(client.get("ExplicitAuthFlows"))).containsExactly("ALLOW_REFRESH_TOKEN_AUTH");
        assertThat(texts(client.get("SupportedIdentityProviders"))).containsExactly("COGNITO");
    }

    @Test
    void usersComeBackToThePageAndToNothingElse() {
        String page = "https://${"
                + template.one("AWS::CloudFront::Distribution", any -> true).id() + "}/";

        assertThat(client.get("CallbackURLs").valueStream().map(Synthesised::written))
                .containsExactly(page);
        assertThat(client.get("LogoutURLs").valueStream().map(Synthesised::written))
                .containsExactly(page);
    }

    @Test
    void tokensEndAndCanBeRevokedAndAStrangerLearnsNoNames() {
        assertThat(client.get("TokenValidityUnits").valueStream().map(JsonNode::asText))
                .containsOnly("minutes");
        assertThat(client.get("AccessTokenValidity").asInt()).isEqualTo(60);
        assertThat(client.get("RefreshTokenValidity").asInt()).isEqualTo(12 * 60);
        assertThat(client.get("EnableTokenRevocation").asBoolean()).isTrue();
        assertThat(client.text("PreventUserExistenceErrors")).isEqualTo("ENABLED");
    }

    @Test
    void theSignInPageHasANameThatNoOtherAccountHas() {
        Resource domain = template.one("AWS::Cognito::UserPoolDomain", any -> true);

        assertThat(Synthesised.written(domain.get("Domain"))).isEqualTo("sauda-paper-${AWS::AccountId}");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
