package sauda.local.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sauda.local.template.Template.Resource;

/// What a role of the template may do. Conditions are passed over: a statement with one counts as
/// if it held.
///
/// @param name its logical id
record Role(String name, List<Statement> statements) {

    /// @param allows else it denies
    record Statement(boolean allows, List<String> actions, List<String> resources) {

        boolean isAbout(String action, String resource) {
            return actions.stream().anyMatch(pattern -> matches(pattern, action))
                    && resources.stream().anyMatch(pattern -> matches(pattern, resource));
        }

        private static boolean matches(String pattern, String text) {
            String regex = pattern.chars()
                    .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                    .collect(Collectors.joining());
            return text.matches(regex);
        }
    }

    static Role of(Template template, Values values, String id) {
        Stream<Object> documents = Stream.concat(
                template.all("AWS::IAM::Policy").stream()
                        .filter(policy -> ((List<?>) policy.get("Roles")).contains(Map.of("Ref", id)))
                        .map(policy -> policy.get("PolicyDocument")),
                inline(template.resources().get(id)));
        return new Role(
                id,
                documents
                        .flatMap(document ->
                                Template.list(Template.object(document).get("Statement")).stream())
                        .map(statement -> statement(values, Template.object(statement)))
                        .toList());
    }

    private static Stream<Object> inline(Resource role) {
        return Template.list(role.properties().getOrDefault("Policies", List.of())).stream()
                .map(policy -> Template.object(policy).get("PolicyDocument"));
    }

    private static Statement statement(Values values, Map<String, Object> written) {
        return new Statement(
                "Allow".equals(written.get("Effect")),
                Template.list(written.get("Action")).stream()
                        .map(String::valueOf)
                        .toList(),
                Template.list(written.get("Resource")).stream()
                        .map(values::text)
                        .toList());
    }

    boolean may(String action, String resource) {
        return statements.stream().anyMatch(one -> one.allows() && one.isAbout(action, resource))
                && statements.stream().noneMatch(one -> !one.allows() && one.isAbout(action, resource));
    }
}
