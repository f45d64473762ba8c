package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.suite.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drive that the user ends, and words that cannot be written. */
@Timeout(120)
class CutShortTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void driveThatIsEndedSaysWhatItHas(String signal, int exitCode) throws Exception {
    try (var target = new PlayedTarget(ANSWER)) {
      Path out = directory.resolve("out");
      Path words = directory.resolve("words");
      Process drive =
          new ProcessBuilder(
                  java(
                      List.of(
                          "drive",
                          "--workload",
                          "hello",
                          "--connections",
                          "2",
                          "--rate",
                          "100",
                          "--warmup",
                          "0s",
                          "--duration",
                          "10m",
                          "--target",
                          target.target(),
                          "--out",
                          out.toString())))
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .start();
      target.awaitRequests(20);
      new ProcessBuilder("kill", "-" + signal, "" + drive.pid()).start().waitFor();
      assertThat(drive.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(drive.exitValue()).as(Files.readString(words)).isEqualTo(exitCode);
      assertThat(Files.readString(words)).contains("Cut short: ", " of 600 s were measured.");
      assertThat(out.resolve("drive.json")).content().contains("\"plannedSeconds\" : 600.0");
      assertThat(out.resolve("drive.hlog")).content().contains("Tag=response");
    }
  }

  @ParameterizedTest
  @CsvSource({"models", "suites", "--version", "--help", "drive --help", "lab"})
  void wordsThatCannotBeWrittenAreAFailure(String arguments) throws Exception {
    Spoken spoken = Spoken.byProcess("exec >/dev/full;", List.of(), arguments);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.err()).contains("standard output could not be written to its end");
  }

  @Test
  void figuresThatCannotBeWrittenAreAFailure() throws Exception {
    try (var target = new PlayedTarget(ANSWER)) {
      Spoken spoken =
          Spoken.byProcess(
              "exec >/dev/full;",
              List.of(),
              "drive --json --workload hello --connections 2 --duration 300ms --warmup 0s --target "
                  + target.target());
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.err()).contains("standard output could not be written to its end");
    }
  }

  @Test
  void readerThatHasLeftIsToldNothing() throws Exception {
    Process models =
        new ProcessBuilder(java(List.of("models")))
            .redirectError(directory.resolve("err").toFile())
            .start();
    models.getInputStream().close();
    assertThat(models.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.resolve("err")).content(StandardCharsets.UTF_8).doesNotContain("bench:");
  }

  @Test
  void logThatDoesNotFitOnTheDiskIsNoLog() throws Exception {
    // The log is written beside its place, and there is a device that is always full.
    Files.createSymbolicLink(directory.resolve("drive.hlog.part"), Path.of("/dev/full"));
    try (var target = new PlayedTarget(ANSWER)) {
      Spoken spoken =
          Spoken.by(
              "drive --workload hello --connections 2 --duration 300ms --warmup 0s --target %s --out %s"
                  .formatted(target.target(), directory));
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.sentence()).contains("cannot write to", "drive.hlog.part: ");
      assertThat(spoken.out()).contains("requests/s");
      assertThat(directory.resolve("drive.hlog")).doesNotExist();
      assertThat(directory.resolve("drive.json")).exists();
    }
  }

  private static List<String> java(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName()));
    words.addAll(arguments);
    return words;
  }
}
