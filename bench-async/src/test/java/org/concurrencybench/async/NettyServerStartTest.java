package org.concurrencybench.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Offload;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that cannot start says why, and leaves neither a socket nor a selector open. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NettyServerStartTest {

  private static final int LOOPS = 3;

  @Test
  void listeningSocketThatCannotBeOpened() {
    var sockets = new LimitedProvider(LOOPS, 0);
    assertThatThrownBy(() -> start(sockets, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen at ")
        .hasMessageEndingWith(": too many open files");
    assertNothingOpen(sockets);
  }

  @Test
  void selectorThatCannotBeOpened() {
    var sockets = new LimitedProvider(LOOPS - 1, 1);
    assertThatThrownBy(() -> start(sockets, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen at ")
        .hasMessageEndingWith(": too many open files");
    assertOpened(sockets, LOOPS - 1, 1);
    assertNothingOpen(sockets);
  }

  @Test
  void portThatIsTaken() throws IOException {
    var sockets = new LimitedProvider(LOOPS, 1);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(sockets, taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen at ");
    }
    assertOpened(sockets, LOOPS, 1);
    assertNothingOpen(sockets);
  }

  /** What the JVM throws when the kernel gives it no further thread. */
  @Test
  void threadOfThePoolThatCannotBeStarted() {
    var sockets = new LimitedProvider(LOOPS, 1);
    assertThatThrownBy(() ->
            start(
                sockets,
                0,
                (_, _) -> {
                  throw new OutOfMemoryError("unable to create native thread");
                }))
        .isInstanceOf(OutOfMemoryError.class);
    assertOpened(sockets, LOOPS, 1);
    assertNothingOpen(sockets);
  }

  @Test
  void closingLeavesNothingOpenEither() throws IOException {
    var sockets = new LimitedProvider(LOOPS, 1);
    start(sockets, 0).close();
    assertOpened(sockets, LOOPS, 1);
    assertNothingOpen(sockets);
  }

  private static void assertOpened(LimitedProvider sockets, int selectors, int listeners) {
    assertThat(sockets.selectors).hasSize(selectors);
    assertThat(sockets.listeners).hasSize(listeners);
  }

  private static void assertNothingOpen(LimitedProvider sockets) {
    assertThat(sockets.listeners).noneMatch(Channel::isOpen);
    assertThat(sockets.selectors).noneMatch(Selector::isOpen);
  }

  private static Server start(SelectorProvider sockets, int port) throws IOException {
    return start(sockets, port, Offload::new);
  }

  private static Server start(
      SelectorProvider sockets, int port, BiFunction<ServerConfig, GlobalLock, Offload> pool)
      throws IOException {
    var config =
        new ServerConfig(
            WireProtocol.TCP,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            Transport.NIO,
            LOOPS,
            10,
            Limits.DEFAULT,
            Variant.DEFAULT,
            null);
    return NettyServer.start(
        config,
        new BenchService(),
        new Polling(
            NioIoHandler.newFactory(sockets, DefaultSelectStrategyFactory.INSTANCE),
            () -> new NioServerSocketChannel(sockets),
            () -> new NioSocketChannel(sockets)),
        pool);
  }

  /** A machine that runs out of descriptors: so many selectors and listening sockets, no more. */
  private static final class LimitedProvider extends SelectorProvider {

    private final SelectorProvider real = SelectorProvider.provider();
    private final List<Selector> selectors = new ArrayList<>();
    private final List<Channel> listeners = new ArrayList<>();
    private final int mostSelectors;
    private final int mostListeners;

    LimitedProvider(int mostSelectors, int mostListeners) {
      this.mostSelectors = mostSelectors;
      this.mostListeners = mostListeners;
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
      refuseBeyond(mostSelectors, selectors);
      AbstractSelector selector = real.openSelector();
      selectors.add(selector);
      return selector;
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
      refuseBeyond(mostListeners, listeners);
      ServerSocketChannel listener = real.openServerSocketChannel();
      listeners.add(listener);
      return listener;
    }

    private static void refuseBeyond(int most, List<?> opened) throws IOException {
      if (opened.size() >= most) {
        throw new IOException("too many open files");
      }
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
      return real.openSocketChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
      return real.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
      return real.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
      return real.openPipe();
    }
  }
}
