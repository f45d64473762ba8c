package org.concurrencybench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that teaches Maven its phase {@code benchmark} is committed: nobody may have to trust it.
 */
class BenchmarkLifecycleJarTest {
  private static final Path JAR = Path.of("..", "maven", "benchmark-lifecycle.jar");
  private static final Path SOURCES = Path.of("..", "maven", "benchmark-lifecycle");
  private static final String COMPONENTS = "META-INF/plexus/components.xml";
  private static final String CLASS = "org/concurrencybench/build/BenchmarkLifecycle";

  @Test
  void jarHoldsTheCompiledSourceAndNothingElse(@TempDir Path classes) throws IOException {
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "11",
                "-g:none",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                SOURCES.resolve(CLASS + ".java").toString());
    assertThat(status).isZero();

    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
          .containsExactlyInAnyOrder(COMPONENTS, CLASS + ".class");
      assertThat(content(jar, COMPONENTS))
          .isEqualTo(Files.readAllBytes(SOURCES.resolve(COMPONENTS)));
      assertThat(content(jar, CLASS + ".class"))
          .as("run maven/benchmark-lifecycle/build after a change of the source")
          .isEqualTo(Files.readAllBytes(classes.resolve(CLASS + ".class")));
    }
  }

  private static byte[] content(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}
