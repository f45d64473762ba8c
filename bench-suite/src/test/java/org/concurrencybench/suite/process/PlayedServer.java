package org.concurrencybench.suite.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;

/**
 * A main class in place of {@code bench serve}, that behaves or misbehaves as its first argument
 * says.
 */
final class PlayedServer {

  private PlayedServer() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "serve" -> serve(args[1]);
      case "chatter" -> {
        System.out.println("a library says hello on standard output");
        ready();
        System.out.println("and again");
        new ControlChannel(System.in, System.out, null, null).run();
      }
      case "port-taken" -> {
        System.err.println("bench serve: cannot listen at 127.0.0.1:80 (Address already in use)");
        System.exit(1);
      }
      case "bug" -> throw new IllegalStateException("the floor is lava");
      case "silent" -> new CountDownLatch(1).await();
      case "dies" -> {
        ready();
        awaitLine();
        System.err.println("out of something");
        Runtime.getRuntime().halt(7);
      }
      case "mute" -> {
        ready();
        awaitLine();
        Thread.sleep(100);
        awaitLine();
      }
      case "nonsense" -> {
        ready();
        awaitLine();
        System.out.println("{\"sampled\": true}");
        awaitLine();
      }
      case "deaf" -> {
        ready();
        new CountDownLatch(1).await();
      }
      case "stubborn" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(PlayedServer::forever));
        ready();
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void serve(String model) throws IOException {
    try (Server server =
        Models.named(model).start(ServerConfig.loopback(WireProtocol.TCP), new BenchService())) {
      var channel = ControlChannel.overStandardStreams(server.stats(), null);
      System.out.println(ReadyLine.ofThisProcess(model, "tcp", server.address()));
      channel.run();
      ControlChannel.exitAnywayAfterGrace();
    }
    System.exit(0);
  }

  private static void ready() {
    System.out.println("READY played none 127.0.0.1:1 pid=" + ProcessHandle.current().pid());
  }

  private static void awaitLine() throws IOException {
    int read = System.in.read();
    while (read >= 0 && read != '\n') {
      read = System.in.read();
    }
  }

  private static void forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
