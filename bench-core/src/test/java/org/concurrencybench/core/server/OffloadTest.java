package org.concurrencybench.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OffloadTest {

  private static final int THREADS = 4;
  private static final Variant OFFLOADED =
      new Variant(Variant.Fanout.WRITER, Variant.Compute.OFFLOAD, false);

  @Test
  void threadsThatHaveStartedEndIfOneCannot() throws Exception {
    var threads = new LimitedThreads(THREADS - 1);
    assertThatThrownBy(() -> new Offload(config(), new GlobalLock(OFFLOADED), threads))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(threads.made()).hasSize(THREADS - 1);
    for (Thread thread : threads.made()) {
      thread.join();
    }
  }

  @Test
  void closingEndsThemAll() throws Exception {
    var threads = new LimitedThreads(THREADS);
    new Offload(config(), new GlobalLock(OFFLOADED), threads).close();

    assertThat(threads.made()).hasSize(THREADS).noneMatch(Thread::isAlive);
  }

  private static ServerConfig config() {
    return new ServerConfig(
        WireProtocol.TCP,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Transport.NIO,
        THREADS,
        10,
        Limits.DEFAULT,
        OFFLOADED,
        null);
  }
}
