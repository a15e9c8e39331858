package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.infra.Synthesised.Resource;

class NatInstanceTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);

    private final Synthesised template = Synthesised.CHOSEN;

    @Test
    void aMachineStandsInTheGatewaysPlaceAndAnotherWaitsWithTheBackupAddress() {
        assertThat(template.all("AWS::EC2::NatGateway")).isEmpty();
        assertThat(template.all("AWS::EC2::Instance")).hasSize(2).allSatisfy(machine -> {
            assertThat(machine.text("InstanceType")).isEqualTo("t4g.nano");
            assertThat(machine.get("SourceDestCheck").asBoolean(true)).isFalse();
        });
        assertThat(addressOf(template, machine(template, false)))
                .startsWith("Addressesmain")
                .doesNotContain("backup");
        assertThat(addressOf(template, machine(template, true))).startsWith("Addressesmainbackup");
        assertThat(machine(template, false).isMeantBy(wayOut(template))).isTrue();
        assertThat(template.function("executor-main").get("VpcConfig").path("SubnetIds"))
                .hasSize(1);
    }

    @Test
    void theBackupIsPutIntoUseByOneWord() {
        Synthesised moved = Synthesised.of(Synthesised.chosen(), AS_OF, Map.of("stage", "live", "use.main", "backup"));
        Synthesised gateway = Synthesised.of(
                Synthesised.chosen().replace("nat-instance", "nat-gateway"),
                AS_OF,
                Map.of("stage", "live", "use.main", "backup"));

        assertThat(machine(moved, true).isMeantBy(wayOut(moved))).isTrue();
        assertThat(machine(moved, true)
                        .isMeantBy(moved.one(
                                        "AWS::CloudWatch::Alarm",
                                        alarm -> alarm.text("AlarmName").endsWith("-nat-down-main"))
                                .get("Dimensions")
                                .path(0)
                                .path("Value")))
                .as("the machine in use is looked at")
                .isTrue();
        assertThat(gateway.one("AWS::EC2::NatGateway", any -> true)
                        .get("AllocationId")
                        .path("Fn::GetAtt")
                        .path(0)
                        .asText())
                .startsWith("Addressesmainbackup");
    }

    @Test
    void aBackupThatIsNotThereCannotBeUsed() {
        String none = Synthesised.chosen().replace("backupAddress: true", "backupAddress: false");

        assertThatThrownBy(() -> Synthesised.of(none, AS_OF, Map.of("stage", "live", "use.main", "backup")))
                .hasMessage("use.main is backup, but stages.live.backupAddress is false, so there is none");
        assertThatThrownBy(() -> Synthesised.of(none, AS_OF, Map.of("stage", "live", "use.main", "second")))
                .hasMessage("use.main is primary or backup but is 'second'");
    }

    @Test
    void nothingFromOutsideReachesAMachineAndOnlyHttpsLeavesIt() {
        Resource group = template.one("AWS::EC2::SecurityGroup", one -> one.id().startsWith("EgressNatSecurityGroup"));

        assertThat(group.get("SecurityGroupIngress"))
                .extracting(
                        rule -> rule.path("CidrIp").asText() + " " + rule.path("FromPort") + "-" + rule.path("ToPort"))
                .containsExactly("10.83.0.0/24 443-443");
        assertThat(group.get("SecurityGroupEgress"))
                .extracting(
                        rule -> rule.path("CidrIp").asText() + " " + rule.path("FromPort") + "-" + rule.path("ToPort"))
                .containsExactly("0.0.0.0/0 443-443");
        assertThat(template.all("AWS::EC2::Instance")).allSatisfy(machine -> {
            assertThat(machine.properties().has("KeyName")).isFalse();
            assertThat(group.isMeantBy(machine.get("SecurityGroupIds").path(0))).isTrue();
            assertThat(machine.get("MetadataOptions").path("HttpTokens").asText())
                    .isEqualTo("required");
            assertThat(machine.get("BlockDeviceMappings")
                            .path(0)
                            .path("Ebs")
                            .path("Encrypted")
                            .asBoolean())
                    .isTrue();
        });
        assertThat(template.one("AWS::IAM::Role", role -> role.id().startsWith("EgressNatRole"))
                        .get("ManagedPolicyArns"))
                .hasSize(1)
                .allMatch(arn -> Synthesised.written(arn).endsWith(":iam::aws:policy/AmazonSSMManagedInstanceCore"));
    }

    @Test
    void packagesComeFromTheEndpointBeforeTheAddressIsThere() {
        Resource endpoint = template.one(
                "AWS::EC2::VPCEndpoint",
                one -> Synthesised.written(one.get("ServiceName")).endsWith(".s3"));
        Resource subnet = template.one(
                "AWS::EC2::Subnet",
                one -> machine(template, false).get("SubnetId").equals(ref(one)));
        JsonNode table = template.one(
                        "AWS::EC2::SubnetRouteTableAssociation", one -> subnet.isMeantBy(one.get("SubnetId")))
                .get("RouteTableId");

        assertThat(endpoint.get("RouteTableIds")).contains(table);
    }

    @Test
    void itsScriptIsOneThatBashTakesAndForwardsTheNetworksHttpsOnly() throws IOException, InterruptedException {
        String script = NatInstance.script("10.83.0.0/24");
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
        assertThat(script)
                .doesNotContain("@")
                .contains("ip saddr 10.83.0.0/24 oifname \"$out\" tcp dport 443 accept")
                .contains("policy drop");
        assertThat(template.all("AWS::EC2::Instance"))
                .allMatch(machine ->
                        machine.get("UserData").path("Fn::Base64").asText().equals(script));
    }

    private static JsonNode ref(Resource resource) {
        return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(Map.of("Ref", resource.id()));
    }

    private static Resource machine(Synthesised template, boolean backup) {
        return template.one("AWS::EC2::Instance", one -> one.id().contains("backup") == backup);
    }

    private static String addressOf(Synthesised template, Resource machine) {
        return template.one("AWS::EC2::EIPAssociation", one -> machine.isMeantBy(one.get("InstanceId")))
                .get("AllocationId")
                .path("Fn::GetAtt")
                .path(0)
                .asText();
    }

    /// What the default route of the client's subnet leads to.
    private static JsonNode wayOut(Synthesised template) {
        List<Resource> routes = template.all("AWS::EC2::Route").stream()
                .filter(route -> route.properties().has("InstanceId"))
                .toList();
        assertThat(routes).hasSize(1);
        assertThat(routes.getFirst().text("DestinationCidrBlock")).isEqualTo("0.0.0.0/0");
        return routes.getFirst().get("InstanceId");
    }
}
