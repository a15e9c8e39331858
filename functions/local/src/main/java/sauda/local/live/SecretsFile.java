package sauda.local.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import sauda.core.desk.Secrets;
import sauda.core.desk.Secrets.SecretMissing.Code;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// Secrets in a file of the owner's: one JSON object, a text for each name. A token that is made
/// anew is written back into it.
final class SecretsFile implements Secrets {

    private final Path file;

    SecretsFile(Path file) {
        this.file = file;
    }

    @Override
    public String value(String name) {
        Object value = read(name).get(name);
        if (value == null) {
            throw new SecretMissing(Code.SECRET_ABSENT, name, "not in the file");
        }
        return value.toString();
    }

    @Override
    public void store(String name, String value) {
        Map<String, Object> secrets = new TreeMap<>(read(name));
        secrets.put(name, value);
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(whole, EventJson.write(secrets));
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new SecretMissing(Code.SECRET_FORBIDDEN, name, "the file cannot be written");
        }
    }

    /// Nothing of its content is told when it cannot be read.
    private Map<String, Object> read(String name) {
        try {
            return EventJson.object(Files.readString(file));
        } catch (IOException | BadMessage unreadable) {
            throw new SecretMissing(Code.SECRET_STORE_DOWN, name, "the file is missing, or is no JSON object of texts");
        }
    }

    /// Its place only.
    @Override
    public String toString() {
        return "SecretsFile[" + file + "]";
    }
}
