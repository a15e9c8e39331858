package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.infra.Synthesised.Resource;
import software.amazon.awscdk.assertions.Match;

class HooksTest {

    private static final String ROUTE = "POST /hooks/telegram";

    private final Synthesised template = Synthesised.WITH_TELEGRAM;

    static Stream<Synthesised> withoutABot() {
        return Stream.of(Synthesised.DEFAULT, Synthesised.LIVE);
    }

    @ParameterizedTest
    @MethodSource("withoutABot")
    void withoutABotThereIsNoDoorForOne(Synthesised plain) {
        assertThat(plain.routesOf("HTTP"))
                .extracting(route -> route.text("RouteKey"))
                .isNotEmpty()
                .noneMatch(key -> key.contains("/hooks"));
        assertThat(plain.deployment().fleet().units())
                .extracting(Fleet.Unit::name)
                .contains("notify")
                .doesNotContain("notify-telegram");
        assertThat(plain.json().toString()).doesNotContain("sauda/telegram");
    }

    @Test
    void theHookLeadsToTheBotAndIsTheOnlyOpenRouteBesideHealth() {
        Resource route = template.one(
                "AWS::ApiGatewayV2::Route", one -> one.text("RouteKey").equals(ROUTE));
        Resource integration = template.all("AWS::ApiGatewayV2::Integration").stream()
                .filter(one -> route.get("Target").toString().contains(one.id()))
                .findFirst()
                .orElseThrow();

        assertThat(integration.get("IntegrationUri").toString()).contains("notifytelegram");
        assertThat(template.routesOf("HTTP").stream()
                        .filter(one -> one.text("AuthorizationType").equals("NONE"))
                        .map(one -> one.text("RouteKey")))
                .containsExactlyInAnyOrder("GET /api/health", ROUTE);
    }

    @Test
    void aFloodOfItIsHeldBackByItself() {
        Resource stage = template.stageOf("HTTP");

        assertThat(stage.get("RouteSettings").path(ROUTE).toString())
                .contains("\"ThrottlingRateLimit\":5", "\"ThrottlingBurstLimit\":10");
        assertThat(stage.get("RouteSettings")
                        .path("POST /api/system/stop-trading")
                        .toString())
                .contains("\"ThrottlingRateLimit\":5", "\"ThrottlingBurstLimit\":10");
    }

    @Test
    void theBotReadsItsSecretSendsToExitsAndNothingMore() {
        assertThat(template.allowed("notify-telegram"))
                .containsOnlyKeys(
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "xray:PutTraceSegments",
                        "xray:PutTelemetryRecords",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:Query",
                        "dynamodb:ConditionCheckItem",
                        "sqs:SendMessage",
                        "secretsmanager:GetSecretValue")
                .containsEntry(
                        "secretsmanager:GetSecretValue",
                        List.of("arn:*:secretsmanager:*:*:secret:sauda/telegram-??????"))
                .containsEntry(
                        "sqs:SendMessage",
                        List.of(template.queue("exits-paper.fifo").id()));
        assertThat(template.allowed("notify"))
                .containsEntry(
                        "secretsmanager:GetSecretValue",
                        List.of("arn:*:secretsmanager:*:*:secret:sauda/telegram-??????"))
                .doesNotContainKey("dynamodb:PutItem");
    }

    @Test
    void anOwnerIsToldWhereTelegramBringsItsUpdates() {
        assertThat(template.json()
                        .path("Outputs")
                        .path("TelegramWebhook")
                        .path("Value")
                        .toString())
                .contains("/hooks/telegram");
    }

    @Test
    void cdkNagFindsNothing() {
        assertThat(template.annotations().findError("*", Match.stringLikeRegexp("AwsSolutions.*")))
                .isEmpty();
    }
}
