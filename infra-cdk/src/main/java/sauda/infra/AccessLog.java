package sauda.infra;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// One line of JSON for each call: when, who, what, and what came of it. Tokens are in none.
///
/// The component must not be called `destination`: jsii takes that for the property.
record AccessLog(IAccessLogDestination into, AccessLogFormat as) implements IAccessLogSettings {

    static final List<Field> HTTP = List.of(
            new Field("requestId", "requestId"),
            new Field("at", "requestTime"),
            new Field("from", "identity.sourceIp"),
            new Field("principal", "authorizer.claims.sub"),
            new Field("route", "routeKey"),
            new Field("path", "path"),
            new Field("status", "status"),
            new Field("bytes", "responseLength"),
            new Field("ms", "responseLatency"),
            new Field("refused", "authorizer.error"));

    static final List<Field> SOCKETS = List.of(
            new Field("requestId", "requestId"),
            new Field("at", "requestTime"),
            new Field("from", "identity.sourceIp"),
            new Field("principal", "authorizer.principalId"),
            new Field("route", "routeKey"),
            new Field("connection", "connectionId"),
            new Field("status", "status"),
            new Field("refused", "authorizer.error"));

    /// One word of a line.
    ///
    /// @param name     in our log
    /// @param variable as API Gateway calls it
    record Field(String name, String variable) {}

    static AccessLog of(Construct scope, Encryption encryption, String part, List<Field> fields) {
        LogGroup log = encryption.log(scope, "Log", part);
        return new AccessLog(
                new LogGroupLogDestination(log),
                AccessLogFormat.custom(fields.stream()
                        .map(field -> "\"" + field.name() + "\":\"$context." + field.variable() + "\"")
                        .collect(Collectors.joining(",", "{", "}"))));
    }

    @Override
    public IAccessLogDestination getDestination() {
        return into;
    }

    @Override
    public AccessLogFormat getFormat() {
        return as;
    }
}
