package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * The processes of one round beside the driver: the server, and the slow backend if it calls one.
 */
record Stage(ServerUnderLoad server) implements AutoCloseable {

  /** Starts them on their CPUs. */
  static Stage start(Contender contender, WireProtocol wire, boolean withBackend, CpuLayout cpus)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(contender.variation().options());
    if (withBackend) {
      throw new IOException("no backend yet");
    }
    var command =
        ServerCommand.serve(
            JvmFlags.of(cpus), contender.model(), wire.toString(), options.toArray(String[]::new));
    ServerProcess process =
        ServerProcess.start(cpus.pinned() ? command.on(cpus.server()) : command);
    return new Stage(new ServerUnderLoad(process, cpus));
  }

  @Override
  public void close() {
    server.close();
  }
}
