package sauda.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.config.Config.Client;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnEIP;
import software.constructs.Construct;

/// An address for each live client, and one in reserve if wanted. The broker takes
/// orders from a registered address only and lets it change once a week, so what was
/// registered once is kept whatever becomes of the stack, and costs little while it only
/// waits. Only a deployment that fails takes back the addresses that it made itself:
/// nobody has seen them yet.
final class Addresses extends Construct {

    private final Map<Client, String> primary = new LinkedHashMap<>();
    private final Map<Client, String> backup = new LinkedHashMap<>();
    private final List<Printed> printed = new ArrayList<>();

    Addresses(Construct scope, Deployment deployment) {
        super(scope, "Addresses");
        for (Client client : deployment.fleet().liveClients()) {
            String there = deployment.allocated().get(client.id());
            if (there == null) {
                CfnEIP address = address(client.id(), "sauda " + client.id());
                primary.put(client, address.getAttrAllocationId());
                print("Address" + client.id(), address.getAttrPublicIp(), "PRIMARY", client);
            } else {
                primary.put(client, there);
                print("Address" + client.id(), "the address of " + there, "PRIMARY", client);
            }
            if (deployment.stage().spec().backupAddress()) {
                CfnEIP second = address(client.id() + "-backup", "sauda " + client.id() + " backup");
                backup.put(client, second.getAttrAllocationId());
                print("AddressBackup" + client.id(), second.getAttrPublicIp(), "SECONDARY", client);
            }
        }
    }

    /// One output of the stack.
    record Printed(String name, String value, String description) {}

    List<Printed> printed() {
        return List.copyOf(printed);
    }

    String primaryOf(Client client) {
        String allocation = primary.get(client);
        if (allocation == null) {
            throw new IllegalArgumentException("no address of " + client.id());
        }
        return allocation;
    }

    Optional<String> backupOf(Client client) {
        return Optional.ofNullable(backup.get(client));
    }

    private CfnEIP address(String id, String name) {
        CfnEIP address = CfnEIP.Builder.create(this, id)
                .domain("vpc")
                .tags(List.of(CfnTag.builder().key("Name").value(name).build()))
                .build();
        address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        return address;
    }

    private void print(String name, String value, String flag, Client client) {
        printed.add(new Printed(
                name,
                value,
                "Register with Dhan as the " + flag + " address of " + client.id()
                        + " before its first order; it is locked for 7 days then"));
    }
}
