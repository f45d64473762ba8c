package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the world outside prevents is told in plain words, with exit code 1. */
@Timeout(60)
class FailureTest {

  private static final String SHORT = " --connections 2 --duration 300ms --warmup 0s";
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"threaded", "async", "virtual", "pooled"})
  void portThatIsTaken(String model) throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Spoken spoken = Spoken.by("serve --model " + model + " --port " + taken.getLocalPort());
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.sentence())
          .startsWith("bench serve: cannot listen at 127.0.0.1:" + taken.getLocalPort() + " (")
          .endsWith("; choose another address with --host and --port, port 0 picks a free one")
          .doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "io_uring"})
  void transportThatThisSystemDoesNotHave(String transport) throws Exception {
    Spoken spoken =
        Spoken.byProcess(
            "",
            List.of("-Dio.netty.transport.noNative=true"),
            "serve --model async --port 0 --transport " + transport);
    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.sentence())
        .startsWith("bench serve: transport '" + transport + "' is not available here: ")
        .endsWith("; nio always is")
        .doesNotContain("\n");
  }

  @Test
  void tooFewOpenFiles() throws Exception {
    Spoken spoken =
        Spoken.byProcess(
            "ulimit -n 250;",
            List.of(),
            "drive --workload hello --target 127.0.0.1:1 --connections 500");
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .isEqualTo(
            "bench drive: 500 connections need 500 open files, and 200 are for others, but"
                + " ulimit -n is 250: at most 50 connections fit; raise it");
  }

  @Test
  void fileInThePlaceOfTheResultsFolder() throws IOException {
    Path file = Files.writeString(directory.resolve("results"), "mine");
    Spoken spoken = Spoken.by("run --profile smoke --results " + file);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .isEqualTo(
            "bench run: No results can be written to \"%s\": a file is in the place of the"
                    .formatted(file)
                + " directory; choose another directory with --results DIR.");
    assertThat(file).content().isEqualTo("mine");
  }

  @Test
  void targetThatIsDown() throws IOException {
    String target;
    try (var once = new PlayedTarget(null)) {
      target = once.target();
    }
    Spoken spoken = Spoken.by("drive --workload hello --target " + target + SHORT);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .startsWith("bench drive: target '" + target + "': no connection to ")
        .contains("2 REFUSED_CONNECT")
        .endsWith("; does a server that speaks http listen there? 'bench serve' starts one")
        .doesNotContain("\n");
  }

  @Test
  void targetThatAcceptsAndNeverAnswers() throws IOException {
    try (var target = new PlayedTarget(null)) {
      Spoken spoken = Spoken.by("drive --workload hello --target " + target.target() + SHORT);
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.err()).isEmpty();
      assertThat(spoken.out())
          .contains("2 issued, 0 answered, 2 failed", "Nothing was answered")
          .contains("timeout, for example: no reply by the end of the drain");
    }
  }

  @Test
  void targetThatNeverUpgrades() throws IOException {
    try (var target = new PlayedTarget(null)) {
      Spoken spoken =
          Spoken.by("drive --workload echo --protocol ws --target " + target.target() + SHORT);
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.sentence())
          .contains("2 CONNECT_TIMEOUT (not open after 5000 ms)")
          .endsWith("does a server that speaks ws listen there? 'bench serve' starts one");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '\\xff lalala\r\n\r\n'                            | violation, for example:
          'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc' | wrong reply, for example: greeting of 3 bytes: 'abc'
          'HTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\nabc' | refused reply, for example: 404 abc
          ''                                                | reset, for example:
          """)
  void targetThatAnswersWrongly(String answer, String words) throws IOException {
    try (var target = new PlayedTarget(answer)) {
      Spoken spoken = Spoken.by("drive --workload hello --target " + target.target() + SHORT);
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.err()).isEmpty();
      assertThat(spoken.out()).contains("0 answered", "Nothing was answered", words);
    }
  }

  @Test
  void serverProcessThatDoesNotExist() {
    Spoken spoken =
        Spoken.by("drive --workload hello --target 127.0.0.1:1 --server-pid 2147483646");
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .isEqualTo(
            "bench drive: --server-pid 2147483646: there is no such process on this machine, or"
                + " this system does not show it");
  }

  @Test
  void fileInThePlaceOfTheOutputFolderLosesNothing() throws IOException {
    Path file = Files.writeString(directory.resolve("out"), "mine");
    try (var target =
        new PlayedTarget("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!")) {
      Spoken spoken =
          Spoken.by(
              "drive --workload hello --target " + target.target() + SHORT + " --out " + file);
      assertThat(spoken.exitCode()).isEqualTo(1);
      assertThat(spoken.out()).contains("requests/s");
      assertThat(spoken.sentence())
          .startsWith("bench drive: cannot write to '" + file + "'")
          .endsWith("; choose another folder with --out");
    }
  }

  @Test
  void driveThatWorksTellsAndKeepsWhatItSaw() throws IOException {
    try (var target =
        new PlayedTarget("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!")) {
      long pid = ProcessHandle.current().pid();
      Spoken spoken =
          Spoken.by(
              "drive --json --workload hello --rate 100 --target %s%s --out %s --server-pid %s"
                  .formatted(target.target(), SHORT, directory, pid));
      assertThat(spoken.exitCode()).as(spoken.err() + spoken.out()).isZero();
      assertThat(spoken.out()).contains("\"pid\" : " + pid);
      assertThat(directory.resolve("drive.json")).content().isEqualToIgnoringNewLines(spoken.out());
      assertThat(directory.resolve("drive.hlog")).content().contains("Tag=response");
    }
  }
}
