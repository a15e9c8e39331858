package sauda.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sauda.core.config.Config.Egress;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.StageSpec;
import sauda.core.config.Config.Start;

/// The section `stages`.
final class StagesSection {

    /// Function names carry it and may have 64 characters.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,9}");

    private static final Pattern KEY = Pattern.compile(
            StageSpec.KEY_OF_AWS + "|" + StageSpec.OWN_KEY + "|arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/.+");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final int MAILS = 10;
    private static final Pattern TAG = Pattern.compile("(?!aws:)[A-Za-z0-9 _.:/=+@-]{1,128}");

    /// What the stack says itself.
    private static final List<String> OUR_TAGS = List.of("application", "stage");

    private StagesSection() {}

    static StageSpec stage(Value key, Fields stage) {
        StageSpec read = new StageSpec(
                key.matching(NAME, "a name of a-z, 0-9 and -, at most 10, beginning with a letter"),
                stage.get("mode").choice(Mode.class),
                stage.get("egress").choice(Egress.class),
                stage.get("backupAddress").flag(),
                stage.get("start").choice(Start.class),
                stage.get("key").matching(KEY, "aws, own or the ARN of a KMS key"),
                (int) stage.get("budgetDollars").whole(1, 1_000_000),
                mail(stage.get("mail")),
                stage.get("backups").flag(),
                stage.get("deadMan").flag(),
                tags(stage.get("tags")));
        stage.done();
        return read;
    }

    private static List<String> mail(Value place) {
        List<Value> mails = place.items();
        if (mails.size() > MAILS) {
            place.fault("has " + mails.size() + " addresses; a budget tells " + MAILS + " at most");
        }
        return mails.stream()
                .map(mail -> mail.matching(MAIL, "an e-mail address"))
                .toList();
    }

    private static Map<String, String> tags(Value place) {
        Map<String, String> tags = new LinkedHashMap<>();
        place.named().forEach((name, value) -> {
            value.keyed(name).matching(TAG, "a tag's name, at most 128 letters, digits and _ . : / = + @ -");
            if (OUR_TAGS.contains(name)) {
                value.fault("must not be here: the stack sets it");
            }
            tags.put(name, value.matching(TAG, "a tag's text, at most 128 letters, digits and _ . : / = + @ -"));
        });
        return tags;
    }
}
