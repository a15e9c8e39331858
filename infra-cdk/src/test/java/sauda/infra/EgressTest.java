package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.config.ConfigFile;
import sauda.infra.Synthesised.Resource;

class EgressTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);

    /// What the stack prints whether money is real or not.
    private static final List<String> ALWAYS =
            List.of("NextSteps", "PageUrl", "ApiUrl", "SocketUrl", "UserPoolId", "NoticesTopic");

    private final Synthesised none = Synthesised.DEFAULT;
    private final Synthesised one = Synthesised.ONE_LIVE;
    private final Synthesised two = Synthesised.TWO_LIVE;

    @Test
    void withoutALiveClientThereIsNoNetwork() {
        assertThat(none.all()).extracting(Resource::type).noneMatch(type -> type.startsWith("AWS::EC2::"));
        assertThat(none.all("AWS::Lambda::Function"))
                .noneMatch(function -> function.properties().has("VpcConfig"));
        assertThat(outputs(none)).containsExactlyInAnyOrderElementsOf(ALWAYS);
    }

    @Test
    void theFunctionsOfALiveClientAreInTheNetworkAndNoOthers() {
        assertThat(networked(one))
                .containsExactly(
                        "executor-main",
                        "operations-reconcile-main",
                        "operations-session-main",
                        "operations-watch-main");
        assertThat(networked(two)).hasSize(8).noneMatch(name -> name.startsWith("signals"));
    }

    @Test
    void eachLiveClientGoesOutByItsOwnGatewayAndAddress() {
        assertThat(one.all("AWS::EC2::NatGateway")).hasSize(1);
        assertThat(one.all("AWS::EC2::EIP")).hasSize(1);
        assertThat(two.all("AWS::EC2::NatGateway")).hasSize(2);

        Resource ofMain = addressOf(two, "executor-main");
        Resource ofSecond = addressOf(two, "executor-second");
        assertThat(ofMain.id()).isNotEqualTo(ofSecond.id());
        for (String client : List.of("main", "second")) {
            Resource its = client.equals("main") ? ofMain : ofSecond;
            for (String function :
                    List.of("executor", "operations-session", "operations-watch", "operations-reconcile")) {
                assertThat(addressOf(two, function + "-" + client).id()).isEqualTo(its.id());
            }
            assertThat(its.isMeantBy(output(two, "Address" + client).path("Value")))
                    .isTrue();
        }
    }

    @Test
    void noSubnetHasTwoWaysOut() {
        List<Resource> waysOut = two.all("AWS::EC2::Route").stream()
                .filter(route -> route.properties().has("NatGatewayId"))
                .toList();

        assertThat(waysOut)
                .extracting(route -> route.get("NatGatewayId").toString())
                .doesNotHaveDuplicates();
        assertThat(waysOut)
                .extracting(route -> route.get("RouteTableId").toString())
                .doesNotHaveDuplicates();
        assertThat(waysOut).hasSize(2);
    }

    @Test
    void anAddressOutlivesTheStackAndIsPrintedWithWhatToDo() {
        assertThat(two.all("AWS::EC2::EIP")).hasSize(4).allSatisfy(address -> {
            assertThat(address.whole().path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
            assertThat(address.whole().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        });
        assertThat(outputs(one)).containsAll(ALWAYS).contains("Addressmain").hasSize(ALWAYS.size() + 1);
        assertThat(output(one, "Addressmain").path("Description").asText())
                .isEqualTo("Register with Dhan as the PRIMARY address of main before its first order;"
                        + " it is locked for 7 days then");
    }

    @Test
    void aBackupAddressIsReservedWhereItIsWantedAndCarriesNothing() {
        assertThat(outputs(two))
                .containsAll(ALWAYS)
                .contains("Addressmain", "AddressBackupmain", "Addresssecond", "AddressBackupsecond")
                .hasSize(ALWAYS.size() + 4);
        assertThat(output(two, "AddressBackupmain").path("Description").asText())
                .contains("SECONDARY", "main");
        assertThat(two.all("AWS::EC2::NatGateway"))
                .extracting(nat ->
                        nat.get("AllocationId").path("Fn::GetAtt").path(0).asText())
                .doesNotHaveDuplicates()
                .noneMatch(id -> id.contains("backup"));
    }

    @Test
    void anAddressThatIsThereAlreadyIsTakenUpAgain() {
        Synthesised again = Synthesised.of(
                live("backupAddress: true", "backupAddress: false"),
                AS_OF,
                Map.of("stage", "live", "address.main", "eipalloc-0123456789abcdef0"));

        assertThat(again.all("AWS::EC2::EIP")).isEmpty();
        assertThat(again.one("AWS::EC2::NatGateway", any -> true).text("AllocationId"))
                .isEqualTo("eipalloc-0123456789abcdef0");
        assertThat(output(again, "Addressmain").path("Value").asText())
                .isEqualTo("the address of eipalloc-0123456789abcdef0");
    }

    @Test
    void withoutEgressTheAddressesWait() {
        Synthesised waiting = Synthesised.of(
                live("egress: nat-gateway\n    backupAddress: true", "egress: none\n    backupAddress: false"),
                AS_OF,
                Synthesised.LIVE_STAGE);

        assertThat(waiting.all("AWS::EC2::VPC")).isEmpty();
        assertThat(waiting.all("AWS::EC2::NatGateway")).isEmpty();
        assertThat(waiting.all("AWS::EC2::EIP"))
                .extracting(Resource::id)
                .isEqualTo(one.all("AWS::EC2::EIP").stream().map(Resource::id).toList());
        assertThat(networked(waiting)).isEmpty();
        assertThat(waiting.denied("executor-main")).isEmpty();
        assertThat(waiting.allowed("executor-main")).doesNotContainKey("ec2:CreateNetworkInterface");
    }

    @Test
    void onlyHttpsGoesOutAndNothingComesIn() {
        Resource group = one.one("AWS::EC2::SecurityGroup", any -> true);

        assertThat(group.get("SecurityGroupEgress")).hasSize(1);
        JsonNode rule = group.get("SecurityGroupEgress").path(0);
        assertThat(rule.path("IpProtocol").asText()).isEqualTo("tcp");
        assertThat(rule.path("FromPort").asInt()).isEqualTo(443);
        assertThat(rule.path("ToPort").asInt()).isEqualTo(443);
        assertThat(group.properties().has("SecurityGroupIngress")).isFalse();
        assertThat(one.all("AWS::EC2::SecurityGroupIngress")).isEmpty();
        assertThat(one.all("AWS::EC2::SecurityGroupEgress")).isEmpty();
        assertThat(one.functions())
                .filteredOn(function -> function.properties().has("VpcConfig"))
                .allMatch(function -> group.isMeantBy(
                        function.get("VpcConfig").path("SecurityGroupIds").path(0)));
    }

    @Test
    void theDefaultSecurityGroupIsEmptied() {
        assertThat(one.all("Custom::VpcRestrictDefaultSG")).hasSize(1);
    }

    @Test
    void theLedgerIsReachedWithoutTheGatewayFromEverySubnetAndNothingElseOfDynamoDb() {
        Resource endpoint = endpoint(two, "dynamodb");

        assertThat(endpoint.text("VpcEndpointType")).isEqualTo("Gateway");
        assertThat(endpoint.get("RouteTableIds").findValuesAsText("Ref"))
                .containsExactlyInAnyOrderElementsOf(two.all("AWS::EC2::Route").stream()
                        .filter(route -> route.properties().has("NatGatewayId"))
                        .map(route -> route.get("RouteTableId").path("Ref").asText())
                        .toList());
        assertThat(endpoint.get("PolicyDocument").path("Statement"))
                .extracting(statement -> Synthesised.name(statement.path("Resource")))
                .as("and the table of the dead man, who goes out there too")
                .containsExactly(
                        two.one("AWS::DynamoDB::Table", any -> true).id(),
                        "arn:*:dynamodb:*:*:table/sauda-live-dead-man");
    }

    @Test
    void noBucketIsReachedButThatOfThePackagesOfAmazonLinux() {
        Resource endpoint = endpoint(one, "s3");

        assertThat(endpoint.text("VpcEndpointType")).isEqualTo("Gateway");
        assertThat(endpoint.get("RouteTableIds"))
                .isEqualTo(endpoint(one, "dynamodb").get("RouteTableIds"));
        JsonNode statement = endpoint.get("PolicyDocument").path("Statement");
        assertThat(statement).hasSize(1);
        assertThat(statement.path(0).path("Action").asText()).isEqualTo("s3:GetObject");
        assertThat(Synthesised.written(statement.path(0).path("Resource")))
                .isEqualTo("arn:${AWS::Partition}:s3:::al2023-repos-${AWS::Region}-de612dc2/*");
    }

    @Test
    void oneZoneHoldsItAll() {
        assertThat(two.all("AWS::EC2::Subnet"))
                .extracting(subnet -> subnet.get("AvailabilityZone").toString())
                .containsOnly("{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}");
        assertThat(two.all("AWS::EC2::Subnet"))
                .noneMatch(subnet -> subnet.get("MapPublicIpOnLaunch").asBoolean());
    }

    @Test
    void aClientKeepsItsBlockWhenAnotherBecomesLive() {
        assertThat(block(one, "executor-main"))
                .isEqualTo(block(two, "executor-main"))
                .isEqualTo("10.83.0.32/28");
        assertThat(block(two, "executor-second")).isEqualTo("10.83.0.48/28");
    }

    @Test
    void aSixteenthClientCannotBeLive() {
        StringBuilder clients = new StringBuilder();
        for (int i = 2; i <= 15; i++) {
            clients.append("  client-" + i + ": { broker: dhan, secret: sauda/dhan/" + i + " }\n");
        }
        String yaml =
                Synthesised.oneLive(ConfigFile.defaultText()).replace("  main: { broker", clients + "  main: { broker");

        assertThatThrownBy(() -> Synthesised.of(yaml, AS_OF, Synthesised.LIVE_STAGE))
                .hasMessageContaining("client main is number 16 of the configuration");
    }

    @Test
    void whatTheContextCannotMeanStopsTheSynthesis() {
        String yaml = Synthesised.oneLive(ConfigFile.defaultText());

        assertThatThrownBy(() -> Synthesised.of(yaml, AS_OF, Map.of("stage", "live", "egress", "none")))
                .hasMessage("-c egress=none is not read: say stages.live.egress in the configuration");
        assertThatThrownBy(() -> Synthesised.of(yaml, AS_OF, Map.of("stage", "live", "address.main", "13.200.1.2")))
                .hasMessage("address.main is the allocation id of an Elastic IP, such as eipalloc-0a1b2c3d,"
                        + " but is '13.200.1.2'");
    }

    @Test
    void anotherHostInTheBrokersPlaceIsToldToThoseWhoSpeakToIt() {
        Synthesised redirected = Synthesised.of(
                Synthesised.oneLive(ConfigFile.defaultText()),
                AS_OF,
                Map.of(
                        "stage",
                        "live",
                        "dhanBaseUrl",
                        "https://api.example/v2",
                        "dhanAuthUrl",
                        "https://auth.example"));

        assertThat(redirected.functions().stream()
                        .filter(function -> environment(function).has("DHAN_BASE_URL"))
                        .map(redirected::shortName)
                        .sorted()
                        .toList())
                .containsExactly(
                        "executor-main",
                        "operations-reconcile-main",
                        "operations-session-main",
                        "operations-watch-main",
                        "signals-HDFCBANK",
                        "signals-ICICIBANK",
                        "signals-INFY",
                        "signals-RELIANCE",
                        "signals-TCS");
        assertThat(environment(redirected.function("executor-main"))
                        .path("DHAN_BASE_URL")
                        .asText())
                .isEqualTo("https://api.example/v2");
        assertThat(environment(redirected.function("executor-main"))
                        .path("DHAN_AUTH_URL")
                        .asText())
                .isEqualTo("https://auth.example");
    }

    /// With one live client, and one piece of the configuration changed.
    private static String live(String piece, String instead) {
        String yaml = Synthesised.oneLive(ConfigFile.defaultText());
        assertThat(yaml).contains(piece);
        return yaml.replace(piece, instead);
    }

    private static Resource endpoint(Synthesised template, String service) {
        return template.one(
                "AWS::EC2::VPCEndpoint",
                one -> Synthesised.written(one.get("ServiceName")).endsWith("." + service));
    }

    private static JsonNode environment(Resource function) {
        return function.get("Environment").path("Variables");
    }

    private static List<String> networked(Synthesised template) {
        return template.all("AWS::Lambda::Function").stream()
                .filter(function -> function.properties().has("VpcConfig"))
                .map(template::shortName)
                .sorted()
                .toList();
    }

    /// Follows a function's subnet, its default route and the gateway on it to the address.
    private static Resource addressOf(Synthesised template, String function) {
        Resource subnet = subnetOf(template, function);
        JsonNode table = template.one(
                        "AWS::EC2::SubnetRouteTableAssociation", its -> subnet.isMeantBy(its.get("SubnetId")))
                .get("RouteTableId");
        Resource route =
                template.one("AWS::EC2::Route", its -> its.get("RouteTableId").equals(table));
        assertThat(route.text("DestinationCidrBlock")).isEqualTo("0.0.0.0/0");
        Resource nat = template.one("AWS::EC2::NatGateway", its -> its.isMeantBy(route.get("NatGatewayId")));
        return template.one("AWS::EC2::EIP", its -> its.isMeantBy(nat.get("AllocationId")));
    }

    private static Resource subnetOf(Synthesised template, String function) {
        JsonNode subnets = template.function(function).get("VpcConfig").path("SubnetIds");
        assertThat(subnets).hasSize(1);
        return template.one("AWS::EC2::Subnet", its -> its.isMeantBy(subnets.path(0)));
    }

    private static String block(Synthesised template, String function) {
        return subnetOf(template, function).text("CidrBlock");
    }

    private static JsonNode output(Synthesised template, String name) {
        return template.json().path("Outputs").path(name);
    }

    private static List<String> outputs(Synthesised template) {
        return Synthesised.names(template.json().path("Outputs"));
    }
}
