package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.concurrencybench.core.blocking.BlockingServer;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Service;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;
import org.concurrencybench.suite.suites.Suites;
import org.concurrencybench.system.os.CpuLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two further models: a provider and its registration each, nothing else. */
class FurtherModelsTest {

  private static final CpuLayout TWO_CPUS = CpuLayout.parse("pinned/1/0/0/0/");
  private static final List<String> MODELS = List.of("loops", "plain", "threaded");

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir private Path directory;

  /** Without any trait. */
  public static final class Plain implements ServerProvider {

    /** For {@link java.util.ServiceLoader}. */
    public Plain() {}

    @Override
    public String model() {
      return "plain";
    }

    @Override
    public String description() {
      return "as it is";
    }

    /** What moves its bytes does not matter here. */
    @Override
    public Server start(ServerConfig config, Service service) throws IOException {
      return BlockingServer.start(config, service, Thread.ofVirtual().factory());
    }
  }

  /** Event loops of another library, with a transport of its own. */
  public static final class Loops implements ServerProvider {

    /** For {@link java.util.ServiceLoader}. */
    public Loops() {}

    @Override
    public String model() {
      return "loops";
    }

    @Override
    public String description() {
      return "event loops, and no Netty";
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.EVENT_LOOP);
    }

    @Override
    public Set<Transport> transports() {
      return Set.of(Transport.NIO, Transport.EPOLL);
    }

    @Override
    public Server start(ServerConfig config, Service service) throws IOException {
      return BlockingServer.start(config, service, Thread.ofVirtual().factory());
    }
  }

  @BeforeEach
  void register() throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(
        services.resolve(ServerProvider.class.getName()),
        List.of(Plain.class.getName(), Loops.class.getName()));
    var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @AfterEach
  void forget() throws IOException {
    var loader = (URLClassLoader) Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }

  @Test
  void theyAreFoundByNameAndServe() throws IOException {
    assertThat(Models.all())
        .extracting(ServerProvider::model)
        .contains("async", "loops", "plain", "threaded", "virtual");
    try (Server server =
            Models.named("plain")
                .start(ServerConfig.loopback(WireProtocol.HTTP), new BenchService());
        var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    }
  }

  /** What is varied of each follows from what it is. */
  @ParameterizedTest
  @CsvSource({
    "chat, QUICK, loops plain threaded threaded+direct",
    "chat, FULL, loops plain threaded threaded+direct",
    "compute, QUICK, loops loops+offload plain threaded",
    "compute, FULL, loops loops+offload plain plain+offload threaded threaded+offload",
    "global-lock, QUICK, loops loops+locked plain plain+locked threaded threaded+locked",
    "slow-backend, QUICK, loops plain threaded threaded+bounded",
    "switching, QUICK, loops plain threaded",
    "short-requests, QUICK, loops plain threaded",
    "sensitivity, FULL,"
        + " loops loops+unpinned loops+epoll plain plain+unpinned threaded threaded+unpinned"
  })
  void suitesCompareThem(String suite, Profile profile, String contenders) {
    assertThat(Suites.named(suite).contenders(profile, MODELS))
        .extracting(Contender::toString)
        .containsExactly(contenders.split(" "));
  }

  /** Every suite plans them, in every profile. */
  @Test
  void runsPlanThem() {
    for (Profile profile : Profile.values()) {
      List<Suite> suites = Suites.byDefault(profile);
      var options = new RunOptions(profile, suites, MODELS, 1, directory, 1, List.of("test"));
      Capacity capacity = Capacity.here(MODELS);
      List<Cell> cells = PlannedWindows.cells(options, capacity, TWO_CPUS);
      for (String model : MODELS) {
        Stream<String> planned =
            cells.stream().filter(cell -> cell.model().equals(model)).map(Cell::suite).distinct();
        assertThat(planned)
            .containsExactlyInAnyOrderElementsOf(suites.stream().map(Suite::name).toList());
      }
      assertThat(PlannedWindows.shuffled(options, capacity, TWO_CPUS))
          .extracting(windows -> windows.contender().model())
          .contains("loops", "plain");
    }
  }
}
