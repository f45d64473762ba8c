package org.concurrencybench.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.system.os.MemoryAtRest;
import org.concurrencybench.system.os.ProcessMemory;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of the pipes between launcher and server, for {@code --controlled}. Each line of
 * standard input is a command, each is answered by one line of JSON on standard output:
 *
 * <pre>
 * sample         a {@link ServerSample}; at most once a second, or it shows in the measurement
 * gc             collects until the live heap is known, then a {@link ProcessMemory}; not inside a window
 * rest           the same when the compilers have no memory, which takes some seconds
 * other          {"error": "unknown command 'other'; there are sample, gc and rest"}
 * end of input   the launcher closed the pipe or is dead, however it died: the server is to stop
 * </pre>
 *
 * <p>One thread reads and answers. Nothing else may print on standard output but the line of {@link
 * ReadyLine}.
 */
public final class ControlChannel {

  private static final Logger LOG = System.getLogger(ControlChannel.class.getName());

  private final BufferedReader commands;
  private final PrintStream answers;
  private final Supplier<ServerSample> sampler;

  /**
   * A channel over these streams. The first sample of a JVM loads classes and links the C library,
   * a second or more of CPU time on a busy machine; it belongs to no window and is taken here,
   * before the first command is answered. A server makes its channel before it says that it is
   * ready.
   *
   * @param stats counts of connections; null if the process serves none
   * @param fanout counts of deliveries; null if the process has no rooms
   */
  public ControlChannel(
      InputStream commands,
      PrintStream answers,
      @Nullable ServerStats stats,
      @Nullable FanoutStats fanout) {
    this(commands, answers, () -> ServerSample.now(stats, fanout));
  }

  private ControlChannel(
      InputStream commands, PrintStream answers, Supplier<ServerSample> sampler) {
    this.commands = new BufferedReader(new InputStreamReader(commands, UTF_8));
    this.answers = answers;
    this.sampler = sampler;
    var _ = ControlJson.line(sampler.get());
  }

  /** A channel over the standard streams of this process, see the constructor. */
  public static ControlChannel overStandardStreams(
      @Nullable ServerStats stats, @Nullable FanoutStats fanout) {
    return new ControlChannel(System.in, System.out, stats, fanout);
  }

  /** The same for a process that samples itself in its own way, as the backend does. */
  public static ControlChannel sampledBy(Supplier<ServerSample> sampler) {
    return new ControlChannel(System.in, System.out, sampler);
  }

  /** Answers until the input ends. Then the caller closes the server and exits with 0. */
  public void run() {
    try {
      String command = commands.readLine();
      while (command != null) {
        // Not println: a line must end the same on all systems, and be written whole.
        answers.print(ControlJson.line(answer(command.strip())) + "\n");
        answers.flush();
        command = commands.readLine();
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, "the control channel failed, which ends the server: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends this process even if the server does not close: to be called after {@link #run}, when
   * there may be no launcher left to kill it. Exit code 3 says that it came to this.
   */
  public static void exitAnywayAfterGrace() {
    Duration grace = Duration.ofSeconds(3L * Server.GRACE_SECONDS);
    Thread.ofPlatform()
        .daemon()
        .name("exit-anyway")
        .start(() -> {
          try {
            Thread.sleep(grace);
          } catch (InterruptedException _) {
            return;
          }
          LOG.log(
              Level.ERROR, "the server did not close within {0}; the process ends anyway", grace);
          Runtime.getRuntime().halt(3);
        });
  }

  private Object answer(String command) throws InterruptedException {
    return switch (command) {
      case "sample" -> sampler.get();
      case "gc" -> ProcessMemory.afterCollection();
      case "rest" -> MemoryAtRest.sample();
      default ->
          new ControlJson.Failure(
              "unknown command '" + command + "'; there are sample, gc and rest");
    };
  }
}
