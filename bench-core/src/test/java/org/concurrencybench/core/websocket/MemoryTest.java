package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.concurrencybench.core.protocol.Accumulator;
import org.concurrencybench.core.protocol.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection costs little, and between messages nothing more. */
class MemoryTest {

  @Test
  void anIdleConnectionIsThreeSmallObjects() {
    int count = 10_000;
    WebSocketServerProtocol[] connections = new WebSocketServerProtocol[count];
    connections[0] = WebSocketServerProtocol.echo(Limits.DEFAULT); // loads the classes
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < count; i++) {
      connections[i] = WebSocketServerProtocol.echo(Limits.DEFAULT);
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / count;

    // Heaps of 32 GiB and more have references of eight bytes.
    assertThat(bytes).isLessThanOrEqualTo(compressedReferences() ? 128 : 184);
    assertThat(connections).doesNotContainNull();
    assertThat(Held.by(connections[0])).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Conversations#all")
  void nothingIsHeldAfterAConversation(byte[] conversation) {
    EchoConnection connection = new EchoConnection().readBytewise(conversation);
    if (!connection.server.midMessage()) {
      assertThat(Held.by(connection.server)).isEmpty();
    }
    connection.server.endOfInput(connection.output);
    assertThat(Held.by(connection.server)).isEmpty();
  }

  @Test
  void anAnnouncedMegabyteCostsNothingBeforeItArrives() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.header(0x82, 1 << 20));
    assertThat(Held.by(connection.server)).isEmpty();
    connection.read(new byte[10]);
    assertThat(Held.by(connection.server)).singleElement().isInstanceOf(Accumulator.class);
    assertThat(Held.bytes(connection.server)).isEqualTo(10);
  }

  @Test
  void aControlFrameInPiecesIsHeldBesideTheMessageAroundIt() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("four").more().masked());
    connection.read(Arrays.copyOf(Frame.ping("seventeen").masked(), 6 + 3));
    assertThat(Held.bytes(connection.server)).isEqualTo(4 + 3);
    connection.server.shutDown(connection.output);
    assertThat(Held.by(connection.server)).isEmpty();
  }

  private static boolean compressedReferences() {
    return Boolean.parseBoolean(
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("UseCompressedOops")
            .getValue());
  }
}
