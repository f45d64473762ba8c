package org.concurrencybench.suite.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program on a copy of its build folder, from which something is gone. */
class CompiledSuitesTest {

  private static final Path BUILT = Path.of("target", "classes");

  @TempDir private Path folder;

  @Test
  void thisBuildIsWhole() {
    CompiledSuites.check();
  }

  @Test
  void missingListIsASentenceWithTheRemedy() throws Exception {
    Path copy = copyOfTheBuild();
    Files.delete(copy.resolve("META-INF/BenchmarkList"));
    assertThat(run(copy)).startsWith("bench run: JMH's list META-INF/BenchmarkList cannot be read");
  }

  @Test
  void cutListIsASentenceWithTheRemedy() throws Exception {
    Path copy = copyOfTheBuild();
    Path list = copy.resolve("META-INF/BenchmarkList");
    List<String> lines = Files.readAllLines(list);
    Files.write(list, lines.subList(0, 1));
    assertThat(run(copy)).startsWith("bench run: the build has no benchmark of org.concurrency");
    Files.writeString(list, lines.getFirst().substring(0, 50) + "\n");
    assertThat(run(copy)).startsWith("bench run: JMH's list META-INF/BenchmarkList cannot be read");
  }

  @Test
  void missingGeneratedClassIsASentenceWithTheRemedy() throws Exception {
    Path copy = copyOfTheBuild();
    Files.delete(
        copy.resolve(
            "org/concurrencybench/suite/suites/jmh_generated/MeasuredRound_window_jmhTest.class"));
    assertThat(run(copy))
        .startsWith(
            "bench run: the build has no benchmark of org.concurrencybench.suite.suites.MeasuredRound");
  }

  private Path copyOfTheBuild() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(BUILT)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(BUILT.relativize(file).toString()));
      }
    }
    return copy;
  }

  /** What it says; nothing was started, or there would be a folder with results. */
  private String run(Path classes) throws Exception {
    String classPath =
        Stream.concat(
                Stream.of(classes.toString()),
                Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                    .filter(
                        entry -> !Path.of(entry).endsWith(Path.of("bench-suite/target/classes")))
                    .filter(entry -> !entry.contains("test-classes")))
            .reduce((one, other) -> one + java.io.File.pathSeparator + other)
            .orElseThrow();
    Path results = folder.resolve("results");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "org.concurrencybench.suite.Bench",
                "run",
                "--profile=smoke",
                "--results=" + results)
            .redirectErrorStream(true)
            .start();
    String words = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(words).isEqualTo(2);
    assertThat(results).doesNotExist();
    assertThat(words).contains("JMH's annotation processor", "./bench");
    return words;
  }
}
