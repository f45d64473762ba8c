package org.concurrencybench.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.ProcessMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ServerProcessTest {

  private static final long MIB = 1 << 20;
  private static final int CONNECTIONS = 60;
  private static final JvmFlags FLAGS = new JvmFlags("Serial", 32, 256, 1, false, List.of());

  static ServerCommand played(String... arguments) {
    return new ServerCommand(
        FLAGS, PlayedServer.class.getName(), List.of(arguments), null, Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({"threaded, 60", "async, 0", "virtual, 0"})
  void modelsCostWhatTheyAre(String model, int threads) throws Exception {
    try (ServerProcess server = ServerProcess.start(played("serve", model))) {
      assertThat(server.ready().model()).isEqualTo(model);
      assertThat(server.ready().pid()).isEqualTo(server.pid());
      ProcessMemory before = server.memoryAtRest();
      ServerSample first = server.sample();
      assertThat(first.connections().accepted()).isZero();

      List<Socket> clients = connect(server);
      ServerSample second = server.sample();
      ProcessMemory with = server.memoryAtRest();

      assertThat(second.connections().open()).isEqualTo(CONNECTIONS);
      if (threads > 0) {
        // What so few connections take without a thread each is less than a JIT takes and returns.
        assertThat(with.totalBytes()).isGreaterThan(before.totalBytes());
      }
      // A few more start on demand in every model: pollers, carriers, compilers.
      assertThat(with.osThreads() - before.osThreads()).isCloseTo(threads, within(8));
      ServerUse use = ServerUse.between(first, second);
      assertThat(use.cpuNanos()).isPositive();
      assertThat(use.voluntarySwitches()).isPositive();
      assertThat(use.allocatedBytes()).isPositive();
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void benchServeIsSuchAServer() throws Exception {
    ServerProcess server = ServerProcess.start(ServerCommand.serve(FLAGS, "threaded", "tcp"));
    try (server) {
      for (Socket client : connect(server)) {
        client.close();
      }
      assertThat(server.sample().connections().accepted()).isEqualTo(CONNECTIONS);
      String taken = Integer.toString(server.address().getPort());
      ServerCommand second =
          ServerCommand.bench(
              FLAGS,
              "serve",
              "--model",
              "threaded",
              "--protocol",
              "tcp",
              "--port",
              taken,
              "--controlled");
      assertThatThrownBy(() -> ServerProcess.start(second))
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining("cannot listen at 127.0.0.1:" + taken);
    }
    assertThat(server.exitCode()).isZero();
  }

  @Test
  void pinnedServerSeesItsCpusOnly() throws Exception {
    assumeThat(Affinity.isSupported()).isTrue();
    CpuSet all = Affinity.current().orElseThrow();
    CpuSet one = CpuSet.of(all.numbers().max().orElseThrow());
    try (ServerProcess server = ServerProcess.start(played("serve", "virtual").on(one))) {
      String status = Files.readString(Path.of("/proc", Long.toString(server.pid()), "status"));
      assertThat(status).contains("Cpus_allowed_list:\t" + one + "\n");
      assertThat(server.sample().jvm().scheduler().parallelism()).isEqualTo(1);
      assertThat(Affinity.current()).hasValue(all);
    }
  }

  @Test
  void closedServerEndsInGoodOrder() throws Exception {
    ServerProcess server = ServerProcess.start(played("serve", "threaded"));
    assertThat(server.alive()).isTrue();
    server.close();
    assertThat(server.alive()).isFalse();
    assertThat(server.exitCode()).isZero();
    server.close();
  }

  @Test
  void serverDiesWithItsKilledLauncher() throws Exception {
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PlayedLauncher.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = new BufferedReader(new InputStreamReader(launcher.getInputStream(), UTF_8))) {
      ProcessHandle server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(server.isAlive()).isTrue();

      launcher.destroyForcibly().waitFor();

      server.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void standardOutputMayBeChattedOn() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("chatter"))) {
      assertThat(server.sample().connections()).isNull();
    }
  }

  /** The compilers' own memory moves by megabytes between two single samples. */
  @Test
  void memoryAtRestIsTheSameAgain() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("serve", "async"))) {
      for (Socket client : connect(server)) {
        client.close();
      }
      ProcessMemory once = server.memoryAtRest();
      ProcessMemory again = server.memoryAtRest();
      assertThat(again.outsideHeapBytes() - once.outsideHeapBytes()).isCloseTo(0L, within(MIB));
      assertThat(again.heapUsedBytes() - once.heapUsedBytes()).isCloseTo(0L, within(MIB));
    }
  }

  @Test
  void unknownCommandIsAnsweredAndTheChannelStays() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("chatter"))) {
      assertThatThrownBy(() -> server.ask("dance", ServerSample.class, Duration.ofSeconds(10)))
          .isInstanceOf(ServerFailure.class)
          .hasMessage(
              "the server 'chatter' answered 'dance' with: unknown command 'dance'; there are sample, gc and rest");
      assertThat(server.sample().usage().cpuNanos()).isPositive();
    }
  }

  @Test
  void serverThatCannotStartSaysWhyInItsOwnWords() {
    assertThatThrownBy(() -> ServerProcess.start(played("port-taken")))
        .isInstanceOf(ServerFailure.class)
        .hasMessage(
            "the server 'port-taken' ended with exit code 1 before it was ready:"
                + " bench serve: cannot listen at 127.0.0.1:80 (Address already in use)");
  }

  @Test
  void stackTraceIsNotForTheUser() {
    assertThatThrownBy(() -> ServerProcess.start(played("bug")))
        .hasMessageEndingWith("java.lang.IllegalStateException: the floor is lava");
  }

  @Test
  void flagThatTheJvmRefusesIsNamed() {
    ServerCommand command =
        new ServerCommand(
            FLAGS.with("-XX:+NoSuchFlag"), "Any", List.of("any"), null, Duration.ofSeconds(60));
    assertThatThrownBy(() -> ServerProcess.start(command))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("ended with exit code 1 before it was ready");
  }

  @Test
  void silentServerIsGivenUp() {
    ServerCommand command =
        new ServerCommand(
            FLAGS, PlayedServer.class.getName(), List.of("silent"), null, Duration.ofSeconds(1));
    assertThatThrownBy(() -> ServerProcess.start(command))
        .hasMessage("the server 'silent' was not ready within 1 s, and said nothing");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
        .noneMatch(child -> child.info().commandLine().orElse("").endsWith("silent"));
  }

  @Test
  void deathIsToldWithItsLastWords() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("dies"))) {
      assertThatThrownBy(server::sample)
          .hasMessage(
              "the server 'dies' ended with exit code 7 while it was asked for 'sample': out of something");
      assertThatThrownBy(server::sample).hasMessageContaining("ended with exit code 7");
      assertThat(server.alive()).isFalse();
    }
  }

  @Test
  void deathExplainsWhatTheDriverSaw() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("deaf"))) {
      var refused = new IOException("connection refused");
      assertThat(server.reason(refused)).as("while it lives").isSameAs(refused);

      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

      assertThat(server.reason(refused))
          .hasMessage(
              "the server 'deaf' was killed (SIGKILL, 137: out of memory?) under load, and said nothing")
          .hasCause(refused);
    }
  }

  @Test
  void messagesLeaveOutWhatAllServersHave() {
    assertThat(ServerCommand.serve(FLAGS, "threaded", "tcp", "--max-connections", "9"))
        .hasToString("'serve --model threaded --protocol tcp --max-connections 9'");
  }

  @Test
  void lateAnswerIsNeverTakenForTheNext() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("mute"))) {
      assertThatThrownBy(() -> server.ask("sample", ServerSample.class, Duration.ofMillis(50)))
          .hasMessageContaining("did not answer 'sample'");
      assertThatThrownBy(server::gc).hasMessageContaining("did not answer 'sample'");
    }
  }

  @Test
  void answerOfAnotherKindIsRefused() throws Exception {
    try (ServerProcess server = ServerProcess.start(played("nonsense"))) {
      assertThatThrownBy(server::sample)
          .isInstanceOf(ServerFailure.class)
          .hasMessageStartingWith("the server 'nonsense' answered 'sample' with:");
    }
  }

  @ParameterizedTest
  @CsvSource({"deaf, PT1M, 143", "stubborn, PT0.3S, 137"})
  void serverThatDoesNotStopIsKilled(String kind, Duration terminate, int exitCode)
      throws Exception {
    var patience = new ServerProcess.Patience(Duration.ofMillis(300), terminate);
    ServerProcess server = ServerProcess.start(played(kind), patience);
    server.close();
    assertThat(server.alive()).isFalse();
    assertThat(server.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void interruptedCloseKills() throws Exception {
    ServerProcess server = ServerProcess.start(played("deaf"));
    Thread.currentThread().interrupt();
    server.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(
            ProcessHandle.of(server.pid())
                .map(ProcessHandle::onExit)
                .map(exit -> exit.join().isAlive())
                .orElse(false))
        .isFalse();
  }

  private static List<Socket> connect(ServerProcess server) throws Exception {
    var clients = new ArrayList<Socket>();
    for (int i = 0; i < CONNECTIONS; i++) {
      var client = new Socket(server.address().getAddress(), server.address().getPort());
      clients.add(client);
      // One echo each, so that the connection is really served: length 2, ECHO, one byte.
      byte[] echo = {0, 0, 0, 2, 1, 42};
      client.getOutputStream().write(echo);
      assertThat(client.getInputStream().readNBytes(echo.length)).isEqualTo(echo);
    }
    return clients;
  }
}
