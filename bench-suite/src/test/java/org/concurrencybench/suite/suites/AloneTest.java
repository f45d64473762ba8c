package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite without a run around it, as its Javadoc says. */
@Timeout(120)
class AloneTest {

  @TempDir private Path directory;

  @Test
  void suiteRunsInJmhsOwnMain() throws Exception {
    Path json = directory.resolve("jmh.json");
    Path out = directory.resolve("out.txt");
    Process jmh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djmh.ignoreLock=true",
                "org.openjdk.jmh.Main",
                "MeasuredRound",
                "-p",
                "suite=short-requests",
                "-p",
                "model=virtual",
                "-p",
                "level=http/hello/open-5000/c100",
                "-p",
                "profile=SMOKE",
                "-prof",
                WindowProfiler.class.getName(),
                "-foe",
                "true",
                "-rff",
                json.toString(),
                "-rf",
                "json")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(jmh.waitFor()).as(Files.readString(out)).isZero();

    JsonNode result = JsonMapper.shared().readTree(json.toFile()).get(0);
    assertThat(result.path("params").path("model").stringValue()).isEqualTo("virtual");
    JsonNode figures = result.path("secondaryMetrics");
    assertThat(figures.propertyNames())
        .containsAll(List.of("requestsPerSecond", "server.cpuPerRequest", "response.p50.worst"));
    assertThat(figures.path("requestsPerSecond").path("score").doubleValue()).isPositive();
  }
}
