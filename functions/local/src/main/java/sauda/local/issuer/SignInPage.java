package sauda.local.issuer;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import sauda.local.web.Params;

/// Asks who signs in: three buttons, no password, because nothing here is worth one.
final class SignInPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in to Sauda</title>
            <style>
            :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
            main { max-width: 24rem; margin: 12vh auto; padding: 0 1rem; }
            a { display: block; margin: .75rem 0; padding: .75rem 1rem; border: 1px solid;
                border-radius: .5rem; color: inherit; text-decoration: none; }
            a:hover, a:focus-visible { outline: 3px solid #4a7bd0; }
            small { display: block; }
            </style>
            </head>
            <body>
            <main>
            <h1>Who are you?</h1>
            <p>This is Sauda on this machine: simulated money, no passwords.</p>
            %s
            </main>
            </body>
            </html>
            """;

    private SignInPage() {}

    static String of(Map<String, String> query) {
        return PAGE.formatted(Arrays.stream(Person.values())
                .map(person -> button(person, query))
                .collect(Collectors.joining("\n")));
    }

    /// The query is written anew, so nothing in it can become markup.
    private static String button(Person person, Map<String, String> query) {
        String link = "/oauth2/authorize?" + Params.written(Params.with(query, "login_hint", person.group()));
        return "<a id=\"" + person.group() + "\" role=\"button\" href=\"" + link.replace("&", "&amp;") + "\">"
                + person.group() + " <small>" + person.may() + "</small></a>";
    }
}
