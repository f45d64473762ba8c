package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench report}: a stored run drawn again, and what is said of one that cannot be. */
class ReportCommandTest {

  /** A stored run that the module of results keeps for its own tests. */
  private static final Path STORED = Path.of("../bench-report/src/test/resources/golden/run.json");

  @TempDir private Path run;

  private Path runJson(String text) throws IOException {
    return Files.writeString(run.resolve("run.json"), text);
  }

  @Test
  void drawsAStoredRun() throws IOException {
    Path json = runJson(Files.readString(STORED));
    for (Path named : new Path[] {run, json}) {
      Spoken spoken = Spoken.by("report " + named);
      assertThat(spoken.exitCode()).isZero();
      assertThat(spoken.out().lines())
          .contains(run.resolve("summary.md").toString(), run.resolve("report.html").toString());
    }
    assertThat(run.resolve("report.html")).content().contains("<h1>", "Threads cost memory");
    assertThat(run.resolve("summary.md")).content().contains("## Claims");
    assertThat(run.resolve("run.json")).content().isEqualTo(Files.readString(STORED));
  }

  @Test
  void aDirectoryWithoutARun() {
    Spoken spoken = Spoken.by("report " + run);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .isEqualTo(
            "bench report: \"%s\" is not the directory of a run: there is no run.json in it."
                .formatted(run));
  }

  @Test
  void aRunThatIsCutShort() throws IOException {
    String whole = Files.readString(STORED);
    runJson(whole.substring(0, whole.length() / 2));
    Spoken spoken = Spoken.by("report " + run);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence()).contains("is cut short or is not JSON (line ");
  }

  @Test
  void aSchemaThatIsNotKnown() throws IOException {
    runJson("{\"schemaVersion\": 99}");
    Spoken spoken = Spoken.by("report " + run);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .contains("has schema version 99", "use the program that wrote it");
  }

  @Test
  void withoutARunItIsBadUsage() {
    assertThat(Spoken.by("report").exitCode()).isEqualTo(2);
  }
}
