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

/// Jars as they are deployed, and unpacked as Lambda does; one, but for peers, which have ours
/// beside theirs.
///
/// @param empty a folder for ways that have the jars on the class path
record Deployed(List<Path> jars, Path unpacked, Path empty) {

    /// @param folder where to unpack them; what two of them have is the first one's
    static Deployed of(List<Path> jars, Path folder) {
        String name = jars.getFirst().getFileName().toString().replace(".jar", "");
        Path unpacked = folder.resolve(name);
        jars.forEach(jar -> unpack(jar, unpacked));
        try {
            Path empty = Files.createDirectories(folder.resolve(name + "-beside"));
            // a build that goes on meanwhile must not change them
            List<Path> copies = new ArrayList<>();
            for (Path jar : jars) {
                copies.add(Files.copy(jar, empty.resolveSibling(name + "-" + jar.getFileName())));
            }
            return new Deployed(copies, unpacked, empty);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void unpack(Path jar, Path unpacked) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = unpacked.resolve(entry.getName()).normalize();
                if (!file.startsWith(unpacked)) {
                    throw new IllegalStateException(jar + " leaves its folder by " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (!Files.exists(file)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot unpack " + jar, unreadable);
        }
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
        return jars.stream().mapToLong(jar -> jar.toFile().length()).sum() / 1024;
    }

    FreshJvm jvm(Way way, List<String> flags, String handler, Map<String, String> variables) {
        boolean onClassPath = way == Way.APPCDS || way == Way.AOT;
        Map<String, String> all = new java.util.HashMap<>(variables);
        List<String> more = new ArrayList<>(flags);
        if (way == Way.PRIMED) {
            // Lambda lets the JVM compile as it likes to before a snapshot
            all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            more.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        } else {
            all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
            more.add("-XX:TieredStopAtLevel=1");
        }
        return new FreshJvm(more, onClassPath ? jars : List.of(), onClassPath ? empty : unpacked, handler, all);
    }
}
