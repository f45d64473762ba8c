package org.concurrencybench.suite.window;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.system.os.CpuLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load that does not settle leaves no connection behind, on a server that goes on. */
@Timeout(120)
class ConnectedSettleTest {

  private static final int CONNECTIONS = 10;
  private static final Settling LONG = Settling.exactly(Duration.ofSeconds(60));

  private ServerUnderLoad server;

  @BeforeEach
  void start() throws Exception {
    CpuLayout machine = CpuLayout.ofThisMachine();
    var free =
        new CpuLayout(
            machine.server(),
            machine.driver(),
            machine.backend(),
            machine.launcher(),
            false,
            machine.remark());
    var flags = new JvmFlags("Serial", 32, 256, 1, false, List.of());
    server =
        new ServerUnderLoad(
            ServerProcess.start(ServerCommand.serve(flags, "virtual", "http")), free);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requests() throws Exception {
    ConnectedLoad connected =
        server.connect(Load.of(server.address(), ClientKind.HTTP, Workload.hello(), CONNECTIONS));
    awaitOpen(CONNECTIONS);
    assertInterrupted(() -> connected.settle(new Loop.Open(100), LONG));
    awaitOpen(0);
  }

  @Test
  void chat() throws Exception {
    ConnectedChat connected =
        server.connect(ChatLoad.of(server.address(), ClientKind.WS, CONNECTIONS, 5, 64));
    awaitOpen(CONNECTIONS);
    assertInterrupted(() -> connected.settle(new Loop.Open(100), LONG));
    awaitOpen(0);
  }

  @Test
  void polls() throws Exception {
    ConnectedPolls connected = server.connect(PollLoad.of(server.address(), CONNECTIONS));
    // And the one that posts.
    awaitOpen(CONNECTIONS + 1);
    assertInterrupted(() -> connected.settle(LONG));
    awaitOpen(0);
  }

  /** The settling thread is interrupted, as by the user. */
  private static void assertInterrupted(ThrowingCallable settle) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(settle).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  private void awaitOpen(long wanted) throws Exception {
    long open = open();
    while (open != wanted) {
      Thread.sleep(20);
      open = open();
    }
  }

  private long open() throws Exception {
    ServerStats.Snapshot connections = requireNonNull(server.sample().connections());
    return connections.open();
  }
}
