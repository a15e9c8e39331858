package sauda.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Scripts that run elsewhere, kept as files of their own.
final class Texts {

    private Texts() {}

    static String of(String name) {
        try (InputStream text = Texts.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
