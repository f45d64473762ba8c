package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** On the stored run, as if its rounds came in one after the other. */
class ClaimsSoFarTest {

  @TempDir private Path folder;

  private final ClaimsSoFar soFar = new ClaimsSoFar();
  private JsonNode stored;

  @BeforeEach
  void read() throws Exception {
    try (Stream<Path> runs = Files.list(Path.of("..", "results"))) {
      Path run = runs.filter(path -> path.toString().endsWith("-quick")).findAny().orElseThrow();
      stored = JsonMapper.shared().readTree(run.resolve("run.json").toFile());
    }
  }

  @Test
  void nothingMeasuredIsNoNews() throws Exception {
    assertThat(soFar.news(after(0))).isEmpty();
  }

  @Test
  void eachRoundIsToldOnceAndHasItsIntervalFromTheThirdOn() throws Exception {
    List<String> first = soFar.news(after(1));
    assertThat(first)
        .hasSizeGreaterThan(5)
        .allSatisfy(line -> assertThat(line).startsWith("so far, 1 round: ").contains(", asked "))
        .noneMatch(line -> line.contains("supported") || line.contains("not shown"))
        .anyMatch(line -> line.contains(": chat: "));
    assertThat(soFar.news(after(1))).as("told").isEmpty();

    assertThat(soFar.news(after(3)))
        .filteredOn(line -> line.contains(": chat "))
        .singleElement()
        .asString()
        .matches(
            "so far, 3 rounds: chat (supported|contradicted|not shown):"
                + " [\\d.]+ \\([\\d.]+ to [\\d.]+\\), asked at least 1\\.25; .*");
  }

  /** The stored run without its verdicts and with its first rounds only. */
  private Run after(int rounds) throws Exception {
    var run = (ObjectNode) stored.deepCopy();
    run.putArray("claims");
    for (JsonNode cell : run.get("cells")) {
      var all = (ArrayNode) cell.get("rounds");
      all.removeIf(round -> round.get("number").asInt() > rounds);
    }
    JsonMapper.shared().writeValue(folder.resolve("run.json").toFile(), run);
    return RunDirectory.open(folder).load();
  }
}
