package org.concurrencybench.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.system.loop.EventLoops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that say no before they were asked, or that end what nobody uses. */
@Timeout(60)
class RefusingTargetTest {

  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!";
  private static final int CONNECTIONS = 4;

  /** What the server does with each connection. */
  @FunctionalInterface
  interface Behaviour {
    void serve(int number, Socket peer) throws IOException, InterruptedException;
  }

  /** A virtual thread for each connection. */
  private record Target(ServerSocket listening) implements AutoCloseable {

    static Target of(Behaviour behaviour) throws IOException {
      var listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
      var accepted = new AtomicInteger();
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                Socket peer = listening.accept();
                int number = accepted.incrementAndGet();
                Thread.ofVirtual()
                    .start(() -> {
                      try (peer) {
                        behaviour.serve(number, peer);
                      } catch (IOException | InterruptedException _) {
                        // The driver left.
                      }
                    });
              }
            } catch (IOException _) {
              // The test is over.
            }
          });
      return new Target(listening);
    }

    Load load(ClientKind kind, Workload workload) {
      return Load.of(
              (InetSocketAddress) listening.getLocalSocketAddress(), kind, workload, CONNECTIONS)
          .withDrain(Duration.ofSeconds(2));
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  private static void say(Socket peer, String words) throws IOException {
    peer.getOutputStream().write(words.getBytes(US_ASCII));
  }

  /** Answers request after request, until the client leaves or is idle for that long. */
  private static void answer(Socket peer, int idleMillis) throws IOException {
    peer.setSoTimeout(idleMillis);
    byte[] request = new byte[8_192];
    while (peer.getInputStream().read(request) >= 0) {
      say(peer, HELLO);
    }
  }

  private static final class Windows {
    private WindowResult result;
    private Connecting connecting;
  }

  private static Windows drive(Load load, double rate, Duration duration) throws Exception {
    var seen = new Windows();
    try (var driver = LoadDriver.connect(load)) {
      seen.result = driver.run(new Phase("test", new Loop.Open(rate, Arrivals.CONSTANT), duration));
      seen.connecting = driver.connecting();
    }
    return seen;
  }

  @Test
  void refusalOnAcceptIsARefusalWithItsWords() throws Exception {
    Behaviour half =
        (number, peer) -> {
          if (number <= CONNECTIONS / 2) {
            answer(peer, 0);
          } else {
            say(peer, "HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfull");
          }
        };
    try (var target = Target.of(half)) {
      Windows seen =
          drive(target.load(ClientKind.HTTP, Workload.hello()), 2, Duration.ofSeconds(1));
      Errors errors = seen.result.connectionErrors().plus(seen.result.errors());
      assertThat(errors.byKind()).containsOnlyKeys(ErrorKind.REFUSED_REPLY);
      assertThat(errors.toString()).contains("503 full");
      assertThat(seen.result.connectionErrors().count(ErrorKind.REFUSED_REPLY))
          .as("each connection once, however often it was tried")
          .isLessThanOrEqualTo(CONNECTIONS / 2);
      assertThat(seen.connecting.opened()).isEqualTo(CONNECTIONS / 2);
      assertThat(seen.result.completed()).isPositive();
    }
  }

  @Test
  void redirectionIsARefusalAndItsWordsArePrintable() throws Exception {
    Behaviour elsewhere =
        (_, peer) -> {
          byte[] request = new byte[8_192];
          while (peer.getInputStream().read(request) >= 0) {
            say(peer, "HTTP/1.1 302 Found\r\nContent-Length: 5\r\n\r\nno\u001b[m");
          }
        };
    try (var target = Target.of(elsewhere)) {
      Windows seen =
          drive(target.load(ClientKind.HTTP, Workload.hello()), 20, Duration.ofMillis(500));
      assertThat(seen.result.errors().byKind()).containsOnlyKeys(ErrorKind.REFUSED_REPLY);
      assertThat(seen.result.errors().toString()).contains("302 no").doesNotContain("\u001b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fe80::1%1, [fe80:0:0:0:0:0:0:1]:80",
    "::1, [::1]:80",
    "127.0.0.1, 127.0.0.1:80",
  })
  void hostHasNoZone(String host, String sent) throws Exception {
    String value = ClientKind.host(new InetSocketAddress(InetAddress.getByName(host), 80));
    assertThat(value).doesNotContain("%").endsWith(":80");
    assertThat(value.startsWith("[")).isEqualTo(sent.startsWith("["));
  }

  @Test
  void refusedUpgradeKeepsItsWords() throws Exception {
    Behaviour half =
        (number, peer) -> {
          if (number > 1) {
            say(peer, "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
          }
          answer(peer, 3_000);
        };
    try (var target = Target.of(half)) {
      Load load = target.load(ClientKind.WS, Workload.echo(64));
      try (var driver = LoadDriver.connect(load)) {
        throw new AssertionError("opened " + driver.connecting());
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("REFUSED_REPLY (403 no)");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'",
    "''"
  })
  void connectionThatIsClosedWhileIdleIsNoFailure(String farewell) throws Exception {
    Behaviour keepAlive =
        (_, peer) -> {
          try {
            answer(peer, 200);
          } catch (java.net.SocketTimeoutException _) {
            say(peer, farewell);
          }
        };
    try (var target = Target.of(keepAlive)) {
      Windows seen =
          drive(target.load(ClientKind.HTTP, Workload.hello()), 3, Duration.ofSeconds(2));
      assertThat(seen.result.connectionErrors().byKind()).containsOnlyKeys(ErrorKind.IDLE_CLOSED);
      assertThat(seen.result.reconnects()).isPositive();
      assertThat(seen.connecting.opened()).isEqualTo(CONNECTIONS);
    }
  }

  @Test
  void requestThatWasInFlightWhenTheServerClosedIsAFailureOfItsOwn() throws Exception {
    Behaviour closesWhenAsked =
        (_, peer) -> {
          int first = peer.getInputStream().read();
          peer.shutdownOutput();
          while (first >= 0) {
            first = peer.getInputStream().read();
          }
        };
    try (var target = Target.of(closesWhenAsked)) {
      Windows seen =
          drive(target.load(ClientKind.HTTP, Workload.hello()), 20, Duration.ofSeconds(1));
      assertThat(seen.result.errors().byKind()).containsOnlyKeys(ErrorKind.CLOSED);
      assertThat(seen.result.connectionErrors().byKind()).isEmpty();
    }
  }

  @Test
  void answerThatComesWhileTheRequestIsBeingWrittenIsRead() throws Exception {
    Behaviour tooLarge =
        (_, peer) -> {
          if (peer.getInputStream().readNBytes(1_000).length == 1_000) {
            say(
                peer,
                "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
          }
        };
    try (var target = Target.of(tooLarge)) {
      Windows seen =
          drive(target.load(ClientKind.HTTP, Workload.echo(1 << 20)), 20, Duration.ofSeconds(1));
      assertThat(seen.result.errors().count(ErrorKind.REFUSED_REPLY))
          .as("%s", seen.result.errors())
          .isGreaterThan(seen.result.errors().total() / 2);
      assertThat(seen.result.errors().toString()).contains("413 big");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "finishConnect(..) failed with error(-111): Verbindungsaufbau abgelehnt: /127.0.0.1:1, REFUSED_CONNECT",
    "finishConnect(..) failed with error(-111): اتصال رد شد, REFUSED_CONNECT",
    "Verbindungsaufbau abgelehnt, REFUSED_CONNECT",
    "connect(..) failed with error(-99): Die angeforderte Adresse kann nicht zugewiesen werden, CONNECT_FAILED",
    "connect(..) failed with error(-110): refused is not what it says, CONNECT_FAILED",
  })
  void refusalIsToldInEveryLanguage(String words, ErrorKind kind) {
    assertThat(ConnectFailure.kind(new ConnectException(words))).isEqualTo(kind);
    assertThat(ConnectFailure.kind(new java.net.NoRouteToHostException(words)))
        .isEqualTo(ErrorKind.CONNECT_FAILED);
  }

  @ParameterizedTest
  @CsvSource({"EPOLL", "NIO"})
  void closedPortIsRefusedOnEveryTransport(EventLoops loops) throws Exception {
    Load load;
    try (var once = Target.of((_, _) -> {})) {
      load = once.load(ClientKind.HTTP, Workload.hello());
    }
    try (var driver = LoadDriver.connect(load, loops)) {
      throw new AssertionError("opened " + driver.connecting());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(CONNECTIONS + " REFUSED_CONNECT");
    }
  }
}
