package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.concurrencybench.backend.SlowBackend;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.suite.process.ControlChannel;
import org.concurrencybench.suite.process.ReadyLine;
import org.concurrencybench.suite.process.ServerSample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the slow backend until it is told to stop. */
@Command(
    name = "backend",
    description = "Runs the slow backend, which answers each call after the wait it asks for.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BackendCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen at.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "The port to listen at; 0 picks a free one.")
  private int port;

  @Option(
      names = "--controlled",
      description =
          "Standard input and output are a control channel; the end of input stops the backend.")
  private boolean controlled;

  @Override
  public Integer call() throws Exception {
    SlowBackend backend = start();
    var ready = ReadyLine.ofThisProcess("backend", "tcp", backend.address());
    if (controlled) {
      // Before the channel: the server that is to call it can start while the channel is made.
      Listening.say(ready.toString());
      ControlChannel.sampledBy(() -> ServerSample.ofBackend(backend.latenessSinceLast())).run();
      ControlChannel.exitAnywayAfterGrace();
      end(backend);
    } else {
      Listening.say(ready.toString());
      untilTerminated(backend);
    }
    return 0;
  }

  /** Not by a logger: while the JVM ends, the JDK's has ended too. */
  private static void end(SlowBackend backend) {
    backend.close();
    System.err.println("the backend ends: " + backend.lateness());
  }

  private SlowBackend start() {
    try {
      return SlowBackend.start(Listening.at(spec, host, port), Limits.DEFAULT);
    } catch (IOException e) {
      throw Listening.failed(host, port, e);
    }
  }

  /** SIGTERM and SIGINT run the hook, in which it says how late it was. */
  private static void untilTerminated(SlowBackend backend) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(backend), "close-backend"));
    new CountDownLatch(1).await();
  }
}
