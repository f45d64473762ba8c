package org.concurrencybench.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;

/**
 * A server in a process of its own, which may open few files. Ends when its standard input does.
 */
final class ChildServer implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final InetSocketAddress address;
  private final AtomicInteger warnings = new AtomicInteger();

  private ChildServer(Process process) throws IOException {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    Thread.ofVirtual().start(this::countWarnings);
    String port = output.readLine();
    if (port == null) {
      throw new IOException("the server's process ended at once");
    }
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  static ChildServer start(String model, Transport transport, int descriptors) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        List.of(
            "/bin/sh",
            "-c",
            "ulimit -n " + descriptors + " && exec \"$@\"",
            "sh",
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            ChildServer.class.getName(),
            model,
            transport.name());
    return new ChildServer(new ProcessBuilder(command).start());
  }

  InetSocketAddress address() {
    return address;
  }

  /** Times it has said that it cannot accept. */
  int warnings() {
    return warnings.get();
  }

  private void countWarnings() {
    try (BufferedReader errors = process.errorReader(UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        if (line.contains("cannot accept")) {
          warnings.incrementAndGet();
        }
      }
    } catch (IOException _) {
      // The process is gone, and nobody asks any more.
    }
  }

  /** Ends it in good order; returns how many connections its own mistakes ended. */
  long end() throws Exception {
    process.getOutputStream().close();
    String bugs = output.readLine();
    if (bugs == null || !process.waitFor(Deadline.SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the server's process does not end in good order");
    }
    return Long.parseLong(bugs);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process: a model and a transport. */
  public static void main(String[] args) throws IOException {
    ServerConfig config =
        ServerConfig.loopback(WireProtocol.TCP).withTransport(Transport.valueOf(args[1]));
    Server server = Models.named(args[0]).start(config, new BenchService());
    System.out.println(server.address().getPort());
    while (System.in.read() >= 0) {
      // Nothing is said to it; the end is what it waits for.
    }
    server.close();
    System.out.println(server.stats().snapshot().bugs());
  }
}
