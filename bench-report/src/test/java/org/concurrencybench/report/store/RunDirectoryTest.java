package org.concurrencybench.report.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.run.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  @TempDir Path results;

  @Test
  void runJsonIsAsItWas() throws IOException {
    RunDirectory directory = create();
    Golden.check(
        "run.json",
        () -> {
          directory.save(SampleRun.ended());
          return read(directory.path().resolve("run.json"));
        });
  }

  @Test
  void whatIsSavedIsLoaded() {
    RunDirectory directory = create();
    for (Run run : List.of(SampleRun.begun(), SampleRun.killed(), SampleRun.ended())) {
      directory.save(run);
      assertThat(directory.load()).isEqualTo(run);
    }
  }

  @Test
  void anyRunThatIsSavedIsLoaded() {
    RunDirectory directory = create();
    for (long seed = 0; seed < 100; seed++) {
      Run run = RandomRun.of(seed);
      directory.save(run);
      assertThat(directory.load()).as("seed %d", seed).isEqualTo(run);
    }
  }

  @Test
  void theStoredGoldenRunIsStillRead() throws IOException {
    assumeFalse(Boolean.getBoolean("golden.update"), "the class path still has the former one");
    RunDirectory directory = create();
    try (var in = RunDirectoryTest.class.getResourceAsStream("/golden/run.json")) {
      Files.copy(in, directory.path().resolve("run.json"));
    }
    assertThat(directory.load()).isEqualTo(SampleRun.ended());
  }

  @Test
  void nameIsTimeInUtcAndProfile() {
    assertThat(create().id()).isEqualTo("20260731-142501-quick");
    assertThat(results.resolve("20260731-142501-quick")).isDirectory();
  }

  @Test
  void runsOfTheSameSecondDoNotCollide() throws Exception {
    int runs = 32;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<RunDirectory>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(runs)) {
      for (int i = 0; i < runs; i++) {
        made.add(
            threads.submit(() -> {
              start.await();
              return create();
            }));
      }
      start.countDown();
    }
    List<String> ids = new ArrayList<>();
    for (Future<RunDirectory> directory : made) {
      ids.add(directory.get().id());
    }
    assertThat(ids)
        .doesNotHaveDuplicates()
        .contains("20260731-142501-quick", "20260731-142501-quick-2", "20260731-142501-quick-32");
  }

  @Test
  void killedWhileWritingKeepsTheLastWindow() throws IOException {
    RunDirectory directory = create();
    directory.save(SampleRun.killed());
    Path json = directory.path().resolve("run.json");
    byte[] whole = Files.readAllBytes(json);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    Files.write(directory.path().resolve("run.json.tmp"), half);

    assertThat(RunDirectory.open(directory.path()).load()).isEqualTo(SampleRun.killed());
    directory.save(SampleRun.ended());
    assertThat(directory.load()).isEqualTo(SampleRun.ended());
    assertThat(directory.path().resolve("run.json.tmp")).doesNotExist();
  }

  @Test
  void windowIsOnDiskWhenItIsRecorded() {
    RunDirectory directory = create();
    directory.save(SampleRun.begun());
    Cell cell = SampleRun.begun().cells().getFirst();
    Window window = SampleRun.ended().cells().getFirst().rounds().getFirst().windows().getFirst();
    directory.record(cell.id(), 1, window);
    assertThat(directory.load().cells().getFirst().rounds().getFirst().windows())
        .containsExactly(window);
  }

  @Test
  void probesAreStoredBesideTheWindowAndStandForNothing() {
    RunDirectory directory = create();
    directory.save(SampleRun.begun());
    String cell = SampleRun.begun().cells().getFirst().id();
    Window window = Window.failed(1, 1, SampleRun.START, "the last of them");
    Window probe = Window.failed(2, 1, SampleRun.START, "on the way");
    directory.record(cell, 1, window, List.of(probe));
    directory.record(cell, 1, window, List.of());
    Round round = directory.load().cell(cell).orElseThrow().rounds().getFirst();
    assertThat(round.windows()).containsExactly(window, window);
    assertThat(round.probes()).containsExactly(probe);
    Run changed = directory.load().withWindows(any -> probe);
    assertThat(changed.cell(cell).orElseThrow().rounds())
        .containsExactly(new Round(1, List.of(probe, probe), List.of(probe)));
  }

  @Test
  void windowOfAnUnknownCellIsRefused() {
    RunDirectory directory = create();
    directory.save(SampleRun.begun());
    Window window = Window.failed(1, 1, SampleRun.START, "the server died");
    assertThatThrownBy(() -> directory.record("chat/none", 1, window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no cell \"chat/none\"");
  }

  @Test
  void anotherSchemaVersionIsRefused() throws IOException {
    Path json = stored(saved().replace("\"schemaVersion\" : 1,", "\"schemaVersion\" : 7,"));
    assertRefused(
        json,
        "\"%s\" has schema version 7, and this program reads version 1 only: use the program that wrote it."
            .formatted(json));
  }

  @Test
  void aFileThatIsCutShortIsRefusedWhereverItIsCut() throws IOException {
    String whole = saved();
    for (int length = 1; length < whole.length() - 2; length += 997) {
      Path json = stored(whole.substring(0, length));
      assertThatThrownBy(() -> open(json).load())
          .as("cut at %d", length)
          .isInstanceOf(ResultsException.class)
          .hasMessageStartingWith("\"" + json + "\" is cut short or is not JSON (line ")
          .hasMessageEndingWith(").");
    }
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    for (String foreign : List.of("", "[]", "{}", "17", "{\"schemaVersion\":\"1\"}", "null")) {
      Path json = stored(foreign);
      assertRefused(
          json, "\"" + json + "\" is not a run of concurrency-bench: it has no schemaVersion.");
    }
    Path twice = stored(saved() + "{}");
    assertThatThrownBy(() -> open(twice).load())
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith("\"" + twice + "\" is not JSON to its end");
    Path html = stored("<html>");
    assertThatThrownBy(() -> open(html).load())
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith("\"" + html + "\" is cut short or is not JSON (line 1, column ");
  }

  @Test
  void whatDoesNotFitTheSchemaIsNamedWithItsPlace() throws IOException {
    Path status = stored(saved().replaceFirst("\"status\" : \"valid\"", "\"status\" : \"fine\""));
    assertThatThrownBy(() -> open(status).load())
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("cells[0].rounds[0].windows[0].status: ")
        .hasMessageContaining("fine");
    Path negative = stored(saved().replaceFirst("\"issued\" : 50003", "\"issued\" : -1"));
    assertRefused(
        negative,
        "\"%s\" is not a run of concurrency-bench: cells[0].rounds[0].windows[0].throughput: issued: -1, must not be negative."
            .formatted(negative));
    Path absent = stored("{\"schemaVersion\": 1, \"id\": \"x\", \"profile\": \"quick\"}");
    assertRefused(
        absent,
        "\"" + absent + "\" is not a run of concurrency-bench: the whole: startedAt is absent.");
  }

  @Test
  void aComponentOfALaterProgramIsIgnored() throws IOException {
    Path json =
        stored(
            saved()
                .replaceFirst("\"profile\" :", "\"weather\" : {\"rain\" : [1]},\n  \"profile\" :")
                .replaceFirst("\"issued\" :", "\"refused\" : 3, \"issued\" :"));
    assertThat(open(json).load()).isEqualTo(SampleRun.ended());
  }

  @Test
  void aRunOfAnEarlierProgramIsRead() throws IOException {
    RunDirectory directory = create();
    directory.save(SampleRun.killed());
    String now = read(directory.path().resolve("run.json"));
    String before =
        now.substring(0, now.indexOf("\"claims\" : "))
                .replaceAll("\"calibration\" : null,", "")
                .replaceAll(",\\s*\"peak\" : null", "")
            + """
            "claims" : [ { "suite" : "crowd", "ruleVersion" : 1, "ruleSha256" : "0", \
            "verdict" : "not-shown", "sentence" : "Old." } ] }
            """;
    assertThat(before)
        .doesNotContain("calibration")
        .doesNotContain("\"peak\" : null")
        .doesNotContain("\"micro\"");
    Claim old = new Claim("crowd", 1, "0", Verdict.NOT_SHOWN, "Old.", List.of(), List.of());
    assertThat(open(stored(before)).load()).isEqualTo(SampleRun.killed().withClaims(List.of(old)));
  }

  @Test
  void openTakesTheDirectoryOrItsRunJson() throws IOException {
    Path json = stored(saved());
    assertThat(RunDirectory.open(json.getParent()).load()).isEqualTo(SampleRun.ended());
    assertThat(RunDirectory.open(json).load()).isEqualTo(SampleRun.ended());
    assertThatThrownBy(() -> RunDirectory.open(results.resolve("none")))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "\"%s\" is not the directory of a run: there is no run.json in it."
                .formatted(results.resolve("none")));
  }

  @Test
  void aFileInPlaceOfTheResultsIsToldInOneSentence() throws IOException {
    Path file = Files.writeString(results.resolve("results"), "not a directory");
    assertThatThrownBy(() -> RunDirectory.create(file, SampleRun.START, "quick"))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "No results can be written to \"%s\": a file is in the place of the directory; choose another directory with --results DIR."
                .formatted(file));
    assertThatThrownBy(() -> RunDirectory.create(file.resolve("deeper"), SampleRun.START, "quick"))
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith("No results can be written to \"" + file.resolve("deeper") + "\": ")
        .hasMessageEndingWith("; choose another directory with --results DIR.");
  }

  @Test
  void aDirectoryThatMayNotBeWrittenIsToldInOneSentence() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
    Path closed = Files.createDirectory(results.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThatThrownBy(() -> RunDirectory.create(closed, SampleRun.START, "quick"))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "No results can be written to \"%s\": permission denied; choose another directory with --results DIR."
                .formatted(closed));
  }

  @Test
  void aFailedWriteIsToldAndKeepsTheFormerContent() throws IOException {
    RunDirectory directory = create();
    directory.save(SampleRun.begun());
    // A directory in the place of the temporary file fails for root too.
    Files.createDirectories(directory.path().resolve("run.json.tmp/in-the-way"));
    assertThatThrownBy(() -> directory.save(SampleRun.ended()))
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith(
            "\"" + directory.path().resolve("run.json") + "\" cannot be written: ");
    assertThat(directory.load()).isEqualTo(SampleRun.begun());
  }

  @Test
  void histogramsLieWhereTheWindowSays() {
    RunDirectory directory = create();
    Path first = directory.histogram("short-requests/threaded/http/open-5000/c100", 1, 1);
    assertThat(directory.relative(first))
        .isEqualTo("histograms/short-requests/threaded/http/open-5000/c100/round-1.hlog");
    assertThat(first.getParent()).isDirectory();
    assertThat(directory.relative(directory.histogram("a/b", 2, 3)))
        .isEqualTo("histograms/a/b/round-2-attempt-3.hlog");
  }

  @Test
  void noIdLeadsOutOfTheRun() {
    RunDirectory directory = create();
    for (String id : List.of("../../etc", "/etc/passwd", "..", ".", "a/./b", "C:\\x", "a\u0000b")) {
      Path file = directory.histogram(id, 1, 1).normalize();
      assertThat(file).startsWithRaw(directory.path().resolve("histograms"));
      assertThat(file.getParent()).isNotEqualTo(directory.path().resolve("histograms"));
    }
  }

  private RunDirectory create() {
    return RunDirectory.create(results, SampleRun.START, "quick");
  }

  private String saved() {
    RunDirectory directory = create();
    directory.save(SampleRun.ended());
    return read(directory.path().resolve("run.json"));
  }

  private Path stored(String json) throws IOException {
    return Files.writeString(create().path().resolve("run.json"), json);
  }

  private static RunDirectory open(Path json) {
    return RunDirectory.open(json);
  }

  private static void assertRefused(Path json, String sentence) {
    assertThatThrownBy(() -> open(json).load())
        .isInstanceOf(ResultsException.class)
        .hasMessage(sentence);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
