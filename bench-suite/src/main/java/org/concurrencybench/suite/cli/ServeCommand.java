package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.PoolSize;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.server.Variant.Compute;
import org.concurrencybench.core.server.Variant.Fanout;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.suite.process.ControlChannel;
import org.concurrencybench.suite.process.ReadyLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one server until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs one server, for curl, wrk or a browser.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      description = "How connections are served; 'bench models' lists them.")
  private String model;

  @Option(
      names = "--transport",
      defaultValue = "nio",
      description = "How event loops poll: ${COMPLETION-CANDIDATES}.")
  private Transport transport;

  @Option(
      names = "--protocol",
      defaultValue = "http",
      description = "What the port speaks: ${COMPLETION-CANDIDATES}.")
  private WireProtocol protocol;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen at.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port to listen at; 0 picks a free one.")
  private int port;

  @Option(
      names = "--backend",
      paramLabel = "HOST:PORT",
      description = "Where the slow backend listens. Default: none; what needs it is answered so.")
  private @Nullable String backend;

  @Option(
      names = "--fanout",
      defaultValue = "writer",
      description =
          "Who writes to the members of a room, in a model whose sockets block:"
              + " ${COMPLETION-CANDIDATES}.")
  private Fanout fanout;

  @Option(
      names = "--compute",
      defaultValue = "inline",
      description =
          "Where computations run, in the connection's thread or in a pool:"
              + " ${COMPLETION-CANDIDATES}.")
  private Compute compute;

  @Option(
      names = "--global-lock",
      description =
          "One lock around all work, as in an interpreter that runs one thread at a time.")
  private boolean globalLock;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads that handle requests, in a model with a pool of them. Default there: 200.")
  private @Nullable Integer workers;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description =
          "Requests that wait for one of these threads; more are refused with an answer. Default"
              + " there: 8192.")
  private @Nullable Integer queue;

  @Option(
      names = "--max-connections",
      defaultValue = "" + Integer.MAX_VALUE,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "Connections served at once; more are refused with an answer. Default: no limit.")
  private int maxConnections;

  @Option(
      names = "--max-message",
      defaultValue = "1048576",
      description = "The largest message, in bytes.")
  private int maxMessageBytes;

  @Option(
      names = "--message-timeout",
      defaultValue = "60s",
      description = "How long a message may take from its first byte to its last; 0s for no limit.")
  private Duration messageTimeout;

  @Option(
      names = "--idle-timeout",
      defaultValue = "0s",
      description =
          "How long a connection may ask for nothing before it is closed; 0s for no limit. Members"
              + " of a room are never idle.")
  private Duration idleTimeout;

  @Option(
      names = "--controlled",
      description =
          "Standard input and output are a control channel; the end of input stops the server.")
  private boolean controlled;

  @Override
  public Integer call() throws Exception {
    ServerProvider provider = provider();
    var service = new BenchService();
    try (Server server = start(provider, service)) {
      if (controlled) {
        var channel = ControlChannel.overStandardStreams(server.stats(), service.rooms().stats());
        sayReady(provider, server);
        channel.run();
        ControlChannel.exitAnywayAfterGrace();
      } else {
        sayReady(provider, server);
        untilTerminated(server);
      }
    }
    return 0;
  }

  private void sayReady(ServerProvider provider, Server server) {
    Listening.say(
        ReadyLine.ofThisProcess(provider.model(), protocol.toString(), server.address())
            .toString());
  }

  private ServerProvider provider() {
    try {
      return Models.named(model);
    } catch (IllegalArgumentException e) {
      throw badUsage(e);
    }
  }

  private Server start(ServerProvider provider, BenchService service) {
    InetSocketAddress bind = Listening.at(spec, host, port);
    try {
      var config =
          new ServerConfig(
              protocol,
              bind,
              transport,
              Runtime.getRuntime().availableProcessors(),
              maxConnections,
              new Limits(maxMessageBytes, messageTimeout, idleTimeout),
              new Variant(fanout, compute, globalLock),
              backend == null ? null : HostPort.parse("backend", backend),
              pool(provider));
      return provider.start(config, service);
    } catch (IllegalArgumentException e) {
      throw badUsage(e);
    } catch (IOException e) {
      throw Listening.failed(host, port, e);
    }
  }

  private PoolSize pool(ServerProvider provider) {
    if (!provider.has(Trait.WORKER_POOL) && (workers != null || queue != null)) {
      throw new IllegalArgumentException(
          "--workers and --queue are for a model with a pool of workers, and '"
              + provider.model()
              + "' has none: leave them out");
    }
    return new PoolSize(
        workers == null ? PoolSize.DEFAULT.workers() : workers,
        queue == null ? PoolSize.DEFAULT.queue() : queue);
  }

  private ParameterException badUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), e.getMessage());
  }

  /** SIGTERM and SIGINT run the hook, which closes the server in good order before the JVM ends. */
  private static void untilTerminated(Server server) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-server"));
    new CountDownLatch(1).await();
  }
}
