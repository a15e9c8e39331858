package sauda.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.core.config.Config.Client;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.constructs.Construct;

/// A place for the access token of each broker client. It is made without a value, so
/// that no deployment ever puts one in the place of a token that is in use; the first
/// login fills it.
final class Tokens extends Construct {

    private final Map<Client, CfnSecret> secrets = new LinkedHashMap<>();

    Tokens(Construct scope, List<Client> clients) {
        super(scope, "Tokens");
        clients.forEach(client -> secrets.put(client, secret(client)));
    }

    String arnOf(Client client) {
        CfnSecret secret = secrets.get(client);
        if (secret == null) {
            throw new IllegalArgumentException("no token of " + client.id());
        }
        return secret.getRef();
    }

    private CfnSecret secret(Client client) {
        CfnSecret secret = CfnSecret.Builder.create(this, client.id())
                .name(client.tokenSecret())
                .description("Access token of " + client.id() + ", written by its functions")
                .build();
        secret.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        Accepted.tokensAreNewEachDay(secret);
        return secret;
    }
}
