package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.infra.Synthesised.Resource;
import sauda.infra.Users.SignIn;
import software.amazon.awscdk.assertions.Match;

class PageTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
    private static final String CERTIFICATE =
            "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";

    private final Synthesised template = Synthesised.DEFAULT;
    private final Resource distribution = template.one("AWS::CloudFront::Distribution", any -> true);
    private final JsonNode config = distribution.get("DistributionConfig");
    private final JsonNode files = config.path("DefaultCacheBehavior");
    private final JsonNode api = config.path("CacheBehaviors").path(0);

    @Test
    void everyBucketIsPrivateEncryptedAndSpeaksTlsOnly() {
        assertThat(template.all("AWS::S3::Bucket")).hasSize(2).allSatisfy(bucket -> {
            JsonNode blocked = bucket.get("PublicAccessBlockConfiguration");
            assertThat(List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"))
                    .allMatch(what -> blocked.path(what).asBoolean());
            assertThat(bucket.get("BucketEncryption").toString()).contains("AES256");
            assertThat(bucket.properties().has("WebsiteConfiguration")).isFalse();
            assertThat(bucket.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");

            Resource policy = template.one("AWS::S3::BucketPolicy", one -> bucket.isMeantBy(one.get("Bucket")));
            assertThat(statements(policy))
                    .filteredOn(statement -> statement.path("Effect").asText().equals("Deny"))
                    .extracting(statement -> statement.path("Condition").toString())
                    .contains(
                            "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                            "{\"NumericLessThan\":{\"s3:TlsVersion\":1.2}}");
        });
    }

    @Test
    void thisDistributionAloneReadsTheFiles() {
        Resource bucket = template.one("AWS::S3::Bucket", one -> one.id().startsWith("PageFiles"));
        Resource policy = template.one("AWS::S3::BucketPolicy", one -> bucket.isMeantBy(one.get("Bucket")));

        assertThat(statements(policy))
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .hasSize(1)
                .allSatisfy(statement -> {
                    assertThat(statement.path("Principal").toString())
                            .isEqualTo("{\"Service\":\"cloudfront.amazonaws.com\"}");
                    assertThat(statement.path("Action").valueStream().map(JsonNode::asText))
                            .containsExactly("s3:GetObject", "s3:ListBucket");
                    assertThat(statement.path("Condition").toString()).contains("AWS:SourceArn", distribution.id());
                });
        assertThat(config.path("Origins").findValues("OriginAccessControlId")).hasSize(1);
    }

    @Test
    void nothingAboutABuiltPageIsLeftToWarnOf() {
        assertThat(template.annotations().findWarning("*", Match.stringLikeRegexp("(?s).*")))
                .isEmpty();
    }

    @Test
    void thePageComesByHttpsFromNearIndiaByHttp3AndCompressed() {
        assertThat(files.path("ViewerProtocolPolicy").asText()).isEqualTo("redirect-to-https");
        assertThat(files.path("Compress").asBoolean()).isTrue();
        assertThat(files.path("AllowedMethods").valueStream().map(JsonNode::asText))
                .containsExactly("GET", "HEAD");
        assertThat(config.path("HttpVersion").asText()).isEqualTo("http2and3");
        assertThat(config.path("PriceClass").asText()).isEqualTo("PriceClass_200");
        assertThat(config.path("Logging").path("Prefix").asText()).isEqualTo("requests/");
    }

    @Test
    void theApiIsBelowThePagesOriginUncachedWithItsTokenAndItsOwnErrors() {
        assertThat(config.path("CacheBehaviors")).hasSize(1);
        assertThat(api.path("PathPattern").asText()).isEqualTo("/api/*");
        assertThat(api.path("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
        assertThat(api.path("AllowedMethods")).hasSize(7);
        // CachingDisabled and AllViewerExceptHostHeader, as AWS numbers them.
        assertThat(api.path("CachePolicyId").asText()).isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        assertThat(api.path("OriginRequestPolicyId").asText()).isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
        assertThat(api.has("FunctionAssociations")).isFalse();
        assertThat(config.has("CustomErrorResponses")).isFalse();

        JsonNode origin = config.path("Origins")
                .valueStream()
                .filter(each -> each.path("Id").equals(api.path("TargetOriginId")))
                .findFirst()
                .orElseThrow();
        assertThat(Synthesised.written(origin.path("DomainName")))
                .isEqualTo("${" + template.api("HTTP").id() + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}");
        assertThat(origin.path("CustomOriginConfig")
                        .path("OriginProtocolPolicy")
                        .asText())
                .isEqualTo("https-only");
        assertThat(origin.path("CustomOriginConfig")
                        .path("OriginSSLProtocols")
                        .path(0)
                        .asText())
                .isEqualTo("TLSv1.2");
    }

    @Test
    void aBrowserIsToldWhatThePageMayDo() {
        Resource policy = template.one("AWS::CloudFront::ResponseHeadersPolicy", any -> true);
        JsonNode headers = policy.get("ResponseHeadersPolicyConfig");
        JsonNode security = headers.path("SecurityHeadersConfig");
        String sockets = "wss://${" + template.api("WEBSOCKET").id() + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}";
        String signIn = "https://${"
                + template.one("AWS::Cognito::UserPoolDomain", any -> true).id()
                + "}.auth.${AWS::Region}.amazoncognito.com";

        assertThat(policy.isMeantBy(files.path("ResponseHeadersPolicyId"))).isTrue();
        assertThat(policy.isMeantBy(api.path("ResponseHeadersPolicyId"))).isTrue();
        assertThat(Synthesised.written(security.path("ContentSecurityPolicy").path("ContentSecurityPolicy")))
                .isEqualTo("default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                        + " img-src 'self' data:; connect-src 'self' " + sockets + " " + signIn
                        + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + signIn
                        + "; object-src 'none'");
        assertThat(security.path("ContentTypeOptions").path("Override").asBoolean())
                .isTrue();
        assertThat(security.path("ReferrerPolicy").path("ReferrerPolicy").asText())
                .isEqualTo("no-referrer");
        assertThat(security.path("FrameOptions").path("FrameOption").asText()).isEqualTo("DENY");
        assertThat(security.path("StrictTransportSecurity").toString())
                .isEqualTo("{\"AccessControlMaxAgeSec\":31536000,\"IncludeSubdomains\":true,\"Override\":true}");
        assertThat(headers.path("CustomHeadersConfig").path("Items").valueStream())
                .extracting(item -> item.path("Header").asText())
                .containsExactly("Permissions-Policy");
    }

    @Test
    void itsAssetsAreKeptForAYearAndThenThePageItselfIsPublishedAndAskedForEachTime() {
        Resource assets = copies("PageAssets");
        Resource current = copies("PageCurrent");

        assertThat(cacheControl(assets)).isEqualTo("public, max-age=31536000, immutable");
        assertThat(assets.get("Prune").asBoolean()).isFalse();
        assertThat(assets.get("Include").path(0).asText()).isEqualTo("assets/*");
        assertThat(cacheControl(current)).isEqualTo("no-cache");
        assertThat(current.get("Prune").asBoolean()).isTrue();
        assertThat(current.get("Exclude").path(0).asText()).isEqualTo("assets/*");
        assertThat(current.get("SourceBucketNames")).hasSize(2);
        assertThat(current.whole().path("DependsOn").valueStream().map(JsonNode::asText))
                .contains(assets.id());
    }

    @Test
    void whatThePageHasToKnowIsFilledInWhereItIsKnown() {
        String filledIn = copies("PageCurrent").get("SourceMarkers").toString();

        assertThat(filledIn)
                .contains(
                        template.one("AWS::Cognito::UserPoolDomain", any -> true)
                                .id(),
                        template.one("AWS::Cognito::UserPoolClient", any -> true)
                                .id(),
                        template.api("WEBSOCKET").id());
    }

    @Test
    void whatThePageHasToKnow() {
        PageSettings settings = new PageSettings(
                Config.Mode.PAPER,
                true,
                new SignIn("https://issuer", "the-client", "https://auth"),
                "wss://socket/live");

        assertThat(settings.json())
                .isEqualTo("{\"mode\":\"paper\",\"authorizeUrl\":\"https://auth/oauth2/authorize\","
                        + "\"tokenUrl\":\"https://auth/oauth2/token\",\"logoutUrl\":\"https://auth/logout\","
                        + "\"clientId\":\"the-client\",\"scope\":\"openid\",\"apiUrl\":\"\","
                        + "\"socketUrl\":\"wss://socket/live\",\"loginHint\":null,\"simulated\":true}");
    }

    @Test
    void withoutABuiltPageNothingOfItIsChangedAndSynthesisSaysSo(@TempDir Path empty) {
        Synthesised unbuilt = Synthesised.of(ConfigFile.defaultText(), AS_OF, Map.of(), empty);
        Resource current = unbuilt.one("Custom::CDKBucketDeployment", any -> true);

        assertThat(current.get("Prune").asBoolean()).isFalse();
        assertThat(current.get("SourceBucketNames")).hasSize(1);
        assertThat(unbuilt.annotations()
                        .findWarning("*", Match.stringLikeRegexp("The page is not built.*npx cdk synth.*")))
                .hasSize(1);
    }

    @Test
    void aNameOfTheOwnersRefusesTlsBelowOnePointTwo() {
        Synthesised named = Synthesised.of(
                ConfigFile.defaultText(),
                AS_OF,
                Map.of("pageHost", "sauda.example.com", "pageCertificate", CERTIFICATE));
        JsonNode its = named.one("AWS::CloudFront::Distribution", any -> true).get("DistributionConfig");

        assertThat(its.path("Aliases").path(0).asText()).isEqualTo("sauda.example.com");
        assertThat(its.path("ViewerCertificate").toString())
                .isEqualTo("{\"AcmCertificateArn\":\"" + CERTIFICATE
                        + "\",\"MinimumProtocolVersion\":\"TLSv1.2_2021\",\"SslSupportMethod\":\"sni-only\"}");
        assertThat(named.one("AWS::Cognito::UserPoolClient", any -> true)
                        .get("CallbackURLs")
                        .path(0)
                        .asText())
                .isEqualTo("https://sauda.example.com/");
        assertThat(named.json().path("Outputs").path("PageUrl").path("Value").asText())
                .isEqualTo("https://sauda.example.com/");
        assertThat(named.json().path("Outputs").has("PageHost")).isTrue();
    }

    @Test
    void aNameWithoutACertificateThatCloudFrontFindsIsRefused() {
        assertThatThrownBy(() -> PublicName.of(new Context(Map.of("pageHost", "sauda.example.com")::get)))
                .hasMessage("pageHost and pageCertificate are said together or not at all");
        Map<String, String> inMumbai = Map.of(
                "pageHost", "sauda.example.com", "pageCertificate", CERTIFICATE.replace("us-east-1", "ap-south-1"));
        assertThatThrownBy(() -> PublicName.of(new Context(inMumbai::get)))
                .hasMessageStartingWith("pageCertificate is the ARN of a certificate in us-east-1 but is 'arn:");
    }

    private Resource copies(String id) {
        return template.one("Custom::CDKBucketDeployment", one -> one.id().startsWith(id));
    }

    private static String cacheControl(Resource deployment) {
        return deployment.get("SystemMetadata").path("cache-control").asText();
    }

    private static List<JsonNode> statements(Resource policy) {
        return Synthesised.each(policy.get("PolicyDocument").path("Statement")).toList();
    }
}
