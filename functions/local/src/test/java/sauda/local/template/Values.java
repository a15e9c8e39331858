package sauda.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the references of a template come to. A resource that the emulator has nothing for is
/// written as [#UNMADE] and its name: nobody can call that by mistake.
final class Values {

    static final String UNMADE = "unmade:";
    static final String REGION = "ap-south-1";
    static final String ACCOUNT = "000000000000";

    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region",
            REGION,
            "AWS::AccountId",
            ACCOUNT,
            "AWS::Partition",
            "aws",
            "AWS::URLSuffix",
            "amazonaws.com",
            "AWS::StackName",
            "Sauda",
            "AWS::StackId",
            "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/Sauda/1");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}]+)}");

    private final Template template;
    private final Map<String, String> known = new LinkedHashMap<>();

    Values(Template template) {
        this.template = template;
    }

    /// What `Ref` gives of a resource.
    void ref(String id, String value) {
        known.put(id, value);
    }

    /// What `Fn::GetAtt` gives.
    void attribute(String id, String name, String value) {
        known.put(id + "." + name, value);
    }

    String text(Object written) {
        return String.valueOf(of(written));
    }

    /// A value without references: text, numbers, lists and maps.
    Object of(Object written) {
        if (written instanceof List<?> list) {
            return list.stream().map(this::of).toList();
        }
        if (!(written instanceof Map<?, ?> map)) {
            return written;
        }
        if (map.size() == 1) {
            String function = (String) map.keySet().iterator().next();
            Object argument = map.values().iterator().next();
            switch (function) {
                case "Ref" -> {
                    return lookUp((String) argument);
                }
                case "Fn::GetAtt" -> {
                    return lookUp(
                            ((List<?>) argument).stream().map(String::valueOf).collect(Collectors.joining(".")));
                }
                case "Fn::Join" -> {
                    return joined((List<?>) argument);
                }
                case "Fn::Sub" -> {
                    return substituted((String) argument);
                }
                case "Fn::Select" -> {
                    List<?> of = (List<?>) argument;
                    return ((List<?>) of(of.get(1))).get(Integer.parseInt(String.valueOf(of.get(0))));
                }
                case "Fn::Split" -> {
                    List<?> of = (List<?>) argument;
                    return List.of(text(of.get(1)).split(Pattern.quote((String) of.get(0)), -1));
                }
                default -> {
                    if (function.startsWith("Fn::")) {
                        throw new IllegalStateException("say here what " + function + " comes to");
                    }
                }
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put((String) name, of(value)));
        return values;
    }

    private String joined(List<?> argument) {
        return ((List<?>) argument.get(1))
                .stream().map(this::text).collect(Collectors.joining((String) argument.get(0)));
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> Matcher.quoteReplacement(lookUp(variable.group(1))));
    }

    private String lookUp(String name) {
        String value = Stream.of(known, PSEUDO)
                .filter(names -> names.containsKey(name))
                .map(names -> names.get(name))
                .findFirst()
                .orElse(null);
        if (value != null) {
            return value;
        }
        String id = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (!template.resources().containsKey(id)) {
            throw new IllegalStateException("the template refers to " + id + " and does not have it");
        }
        return UNMADE + name;
    }
}
