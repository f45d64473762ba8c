package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one round beside the driver: the server, and the slow backend if it calls one.
 */
record RoundProcesses(ServerUnderLoad server, @Nullable ServerProcess backend)
    implements AutoCloseable {

  /** Starts them on their CPUs. */
  static RoundProcesses start(
      Contender contender, WireProtocol wire, boolean withBackend, CpuLayout cpus)
      throws IOException, InterruptedException {
    CpuLayout placed = contender.variation().cpus(cpus);
    ServerProcess backend = withBackend ? backend(cpus) : null;
    boolean complete = false;
    try {
      ServerProcess server = server(contender, wire, backend, cpus, placed);
      complete = true;
      return new RoundProcesses(
          new ServerUnderLoad(server, backend, contender.variation().mostConnections(), placed),
          backend);
    } finally {
      if (!complete && backend != null) {
        backend.close();
      }
    }
  }

  private static ServerProcess server(
      Contender contender,
      WireProtocol wire,
      @Nullable ServerProcess backend,
      CpuLayout machine,
      CpuLayout placed)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    if (backend != null) {
      InetSocketAddress address = backend.address();
      options.addAll(List.of("--backend", address.getHostString() + ":" + address.getPort()));
    }
    var command = contender.variation().command(contender.model(), wire, options, machine);
    return start(command, placed.server(), placed);
  }

  private static ServerProcess backend(CpuLayout cpus) throws IOException, InterruptedException {
    return start(ServerCommand.backend(JvmFlags.ofBackend()), cpus.backend(), cpus);
  }

  private static ServerProcess start(ServerCommand command, CpuSet on, CpuLayout cpus)
      throws IOException, InterruptedException {
    return ServerProcess.start(cpus.pinned() ? command.on(on) : command);
  }

  @Override
  public void close() {
    server.close();
    if (backend != null) {
      backend.close();
    }
  }
}
