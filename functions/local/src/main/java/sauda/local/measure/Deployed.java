package sauda.local.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A jar as it is deployed, and unpacked as Lambda does.
///
/// @param empty a folder for ways that have the jar on the class path
record Deployed(Path jar, Path unpacked, Path empty) {

    /// @param folder where to unpack it
    static Deployed of(Path jar, Path folder) {
        Path unpacked = folder.resolve(jar.getFileName().toString().replace(".jar", ""));
        Path empty = folder.resolve(jar.getFileName().toString().replace(".jar", "-beside"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            Files.createDirectories(empty);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = unpacked.resolve(entry.getName()).normalize();
                if (!file.startsWith(unpacked)) {
                    throw new IllegalStateException(jar + " leaves its folder by " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot unpack " + jar, unreadable);
        }
        return new Deployed(jar, unpacked, empty);
    }

    /// A jar of one class of ours.
    static Path jarOf(Class<?> single, Path jar) {
        String name = single.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream bytes = single.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            java.util.Objects.requireNonNull(bytes, name).transferTo(out);
            out.closeEntry();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return jar;
    }

    long kilobytes() {
        try {
            return Files.size(jar) / 1024;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    FreshJvm jvm(Way way, List<String> flags, String handler, Map<String, String> variables) {
        boolean onClassPath = way == Way.APPCDS || way == Way.AOT;
        Map<String, String> all = new java.util.HashMap<>(variables);
        List<String> more = new ArrayList<>(flags);
        if (way == Way.PRIMED) {
            // Lambda lets the JVM compile as it likes to before a snapshot
            all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        } else {
            all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
            more.add("-XX:TieredStopAtLevel=1");
        }
        return new FreshJvm(
                more, onClassPath ? List.of(jar) : List.of(), onClassPath ? empty : unpacked, handler, all);
    }
}
