package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;

/** Client and server talk to each other over a wire that cuts where it likes. */
class BothRolesTest {

  private final Random random = new Random(3);
  private final WebSocketClientFrames client = new WebSocketClientFrames(Limits.DEFAULT, 5, false);
  private final EchoConnection server = new EchoConnection();
  private final BytesSink fromClient = new BytesSink();
  private int clientSent;
  private int serverSent;

  @Test
  void everyReplyIsItsRequest() {
    Queue<byte[]> expected = new ArrayDeque<>();
    for (int round = 0; round < 300; round++) {
      for (int pipelined = random.nextInt(4); pipelined >= 0; pipelined--) {
        byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(100_000) : round % 130];
        random.nextBytes(payload);
        expected.add(payload);
        client.encode(new Request.Echo(ByteBuffer.wrap(payload)), fromClient);
      }
      deliver(expected);
      assertThat(expected).isEmpty();
      assertThat(client.midMessage()).isFalse();
      server.assertIdle();
    }
  }

  @Test
  void aClientThatLeavesIsLetGo() {
    client.close(fromClient);
    deliver(new ArrayDeque<>());
    assertThat(server.server.state()).isEqualTo(State.DONE);
    assertThat(server.sent()).containsExactly(Frame.close(1000, ""));
    assertThat(client.closing()).isTrue();
  }

  @Test
  void aServerThatShutsDownIsAnswered() {
    server.server.shutDown(server.output);
    Reply reply = client.decode(ByteBuffer.wrap(server.output.bytes()), fromClient);
    assertThat(reply).isEqualTo(new Reply.Refused(1001, "server shuts down"));
    assertThat(Frame.parseMasked(fromClient.bytes())).containsExactly(Frame.close(1001, ""));
  }

  private void deliver(Queue<byte[]> expected) {
    byte[] requests = fromClient.bytes();
    while (clientSent < requests.length) {
      int length = 1 + random.nextInt(Math.min(20_000, requests.length - clientSent));
      server.read(Arrays.copyOfRange(requests, clientSent, clientSent + length));
      clientSent += length;
    }
    byte[] replies = server.output.bytes();
    while (serverSent < replies.length) {
      int length = 1 + random.nextInt(Math.min(20_000, replies.length - serverSent));
      ByteBuffer input = ByteBuffer.wrap(replies, serverSent, length);
      while (client.decode(input, fromClient) instanceof Reply.Echoed(var payload)) {
        assertThat(payload).isEqualTo(ByteBuffer.wrap(expected.remove()));
      }
      serverSent += length;
    }
  }
}
