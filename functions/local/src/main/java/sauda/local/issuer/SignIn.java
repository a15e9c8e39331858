package sauda.local.issuer;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.local.issuer.Codes.Grant;
import sauda.local.web.Answer;
import sauda.local.web.Asked;
import sauda.local.web.Params;

/// OAuth 2.1 as Cognito's hosted pages speak it: authorization code with PKCE, for pages of this
/// server and no other.
public final class SignIn {

    private static final int MOST_FORM = 16 * 1024;
    private static final int MOST_URI = 2048;
    // what a name that was sent twice becomes: fits nothing
    private static final String TWICE = "\u0000";

    private final Issuer issuer;
    private final Codes codes;

    public SignIn(Issuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.codes = new Codes(clock);
    }

    /// @return empty when the path is none of its own
    public Optional<Answer> answer(Asked asked) {
        return switch (asked.path()) {
            case "/oauth2/authorize" -> Optional.of(asked.isRead() ? authorize(asked) : Answer.notAllowed("GET"));
            case "/oauth2/token" ->
                Optional.of(asked.method().equals("POST") ? token(asked) : Answer.notAllowed("POST"));
            case "/logout" -> Optional.of(asked.isRead() ? logout(asked) : Answer.notAllowed("GET"));
            case "/.well-known/openid-configuration" ->
                Optional.of(asked.isRead() ? Answer.json(200, configuration()) : Answer.notAllowed("GET"));
            case "/.well-known/jwks.json" ->
                Optional.of(
                        asked.isRead()
                                ? Answer.json(200, issuer.publicKeys().toJSONObject())
                                : Answer.notAllowed("GET"));
            default -> Optional.empty();
        };
    }

    private Answer authorize(Asked asked) {
        Map<String, String> query = parameters(asked.query());
        if (!Issuer.CLIENT.equals(query.get("client_id"))) {
            return refusedPage("client_id is not one of this issuer");
        }
        String redirect = query.getOrDefault("redirect_uri", "");
        if (!isOwn(redirect, asked)) {
            return refusedPage("redirect_uri is not of this page's origin");
        }
        Optional<String> wrong = wrong(query);
        if (wrong.isPresent()) {
            return back(redirect, query, "error", wrong.get());
        }
        return Person.inGroup(query.getOrDefault("login_hint", ""))
                .map(person -> back(redirect, query, "code", code(person, redirect, query)))
                .orElseGet(() -> Answer.html(200, SignInPage.of(query)).with("cache-control", "no-store"));
    }

    private String code(Person person, String redirect, Map<String, String> query) {
        return codes.give(
                new Grant(person, query.getOrDefault("code_challenge", ""), redirect, query.getOrDefault("nonce", "")));
    }

    private static Optional<String> wrong(Map<String, String> query) {
        if (!"code".equals(query.get("response_type"))) {
            return Optional.of("unsupported_response_type");
        }
        if (!"S256".equals(query.get("code_challenge_method"))
                || !query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}")
                || query.containsValue(TWICE)) {
            return Optional.of("invalid_request");
        }
        return List.of(query.getOrDefault("scope", Issuer.SCOPE).split(" ")).contains(Issuer.SCOPE)
                ? Optional.empty()
                : Optional.of("invalid_scope");
    }

    private static Answer back(String redirect, Map<String, String> query, String name, String value) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put(name, value);
        if (query.containsKey("state")) {
            told.put("state", query.get("state"));
        }
        return Answer.redirect(redirect + (redirect.indexOf('?') < 0 ? "?" : "&") + Params.written(told))
                .with("cache-control", "no-store");
    }

    private Answer token(Asked asked) {
        Map<String, String> form = parameters(new String(asked.body().read(MOST_FORM), StandardCharsets.UTF_8));
        if (!"authorization_code".equals(form.get("grant_type"))) {
            return refused("unsupported_grant_type");
        }
        if (!Issuer.CLIENT.equals(form.get("client_id"))) {
            return refused("invalid_client");
        }
        String verifier = form.getOrDefault("code_verifier", "");
        if (!verifier.matches("[A-Za-z0-9._~-]{43,128}")) {
            return refused("invalid_request");
        }
        return codes.take(form.getOrDefault("code", ""), form.getOrDefault("redirect_uri", ""), verifier)
                .map(this::tokens)
                .orElseGet(() -> refused("invalid_grant"));
    }

    private Answer tokens(Grant grant) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("access_token", issuer.accessToken(grant.person()));
        tokens.put("id_token", issuer.idToken(grant.person(), grant.nonce()));
        tokens.put("token_type", "Bearer");
        tokens.put("expires_in", Issuer.LIFE.toSeconds());
        return Answer.json(200, tokens).with("cache-control", "no-store");
    }

    private static Answer refused(String error) {
        return Answer.json(400, Map.of("error", error)).with("cache-control", "no-store");
    }

    /// There is nothing to end here but what the page keeps.
    private static Answer logout(Asked asked) {
        Map<String, String> query = parameters(asked.query());
        String redirect = query.getOrDefault("logout_uri", "");
        return Issuer.CLIENT.equals(query.get("client_id")) && isOwn(redirect, asked)
                ? Answer.redirect(redirect)
                : refusedPage("client_id or logout_uri is not of this page");
    }

    private static Answer refusedPage(String why) {
        return Answer.html(400, "<!doctype html><title>Sauda</title><p>" + why + ".</p>\n");
    }

    private Map<String, Object> configuration() {
        String url = issuer.url();
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", url);
        configuration.put("authorization_endpoint", url + "/oauth2/authorize");
        configuration.put("token_endpoint", url + "/oauth2/token");
        configuration.put("end_session_endpoint", url + "/logout");
        configuration.put("jwks_uri", url + "/.well-known/jwks.json");
        configuration.put("response_types_supported", List.of("code"));
        configuration.put("grant_types_supported", List.of("authorization_code"));
        configuration.put("code_challenge_methods_supported", List.of("S256"));
        configuration.put("token_endpoint_auth_methods_supported", List.of("none"));
        configuration.put("subject_types_supported", List.of("public"));
        configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
        configuration.put("scopes_supported", List.of(Issuer.SCOPE));
        return configuration;
    }

    private static Map<String, String> parameters(String query) {
        return Params.of(query, (one, other) -> TWICE);
    }

    /// An address of the origin that the browser asked for this one.
    private static boolean isOwn(String address, Asked asked) {
        try {
            URI uri = new URI(address);
            return address.length() <= MOST_URI
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null
                    && (uri.getScheme() + "://" + uri.getAuthority()).equals(asked.ownOrigin());
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
