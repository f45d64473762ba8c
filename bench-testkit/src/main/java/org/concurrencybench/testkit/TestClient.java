package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * A client that does one thing after the other, and what no proper client does as well. One thread
 * may send while another receives; nothing else is shared.
 */
final class TestClient implements AutoCloseable {

  private final Socket socket = new Socket();
  private final ClientProtocol protocol;
  private final ByteBuffer input = ByteBuffer.allocate(64 * 1024).limit(0);
  private final BytesSink ownAnswers = new BytesSink();

  /** A message of a room that came together with the answer to the opening. */
  private @Nullable Reply early;

  private String rooms = "";

  private TestClient(ClientProtocol protocol) {
    this.protocol = protocol;
  }

  /** Connects without a word. */
  static TestClient connect(InetSocketAddress address, Dialect dialect, Limits limits)
      throws IOException {
    return connect(address, dialect, limits, 0);
  }

  /** The same; takes at most about {@code receiveBytes} that nobody has read, unless that is 0. */
  static TestClient connect(
      InetSocketAddress address, Dialect dialect, Limits limits, int receiveBytes)
      throws IOException {
    return connect(address, dialect.client(limits), receiveBytes);
  }

  /** The same in that client role. */
  static TestClient connect(InetSocketAddress address, ClientProtocol protocol, int receiveBytes)
      throws IOException {
    var client = new TestClient(protocol);
    client.socket.setTcpNoDelay(true);
    if (receiveBytes > 0) {
      client.socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
    }
    client.socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Deadline.SECONDS));
    try {
      client.socket.connect(address);
    } catch (IOException e) {
      client.socket.close();
      throw e;
    }
    return client;
  }

  /** Says what a client of this protocol says first, and returns when it may ask. */
  TestClient open() throws IOException {
    var hello = new BytesSink();
    protocol.open(hello);
    send(hello.take());
    while (!protocol.ready()) {
      Reply reply = protocol.decode(input, ownAnswers);
      if (protocol.ready()) {
        early = reply;
      } else {
        assertThat(reply).as("reply before the opening was answered").isNull();
        assertThat(read()).as("the server answers the opening").isTrue();
      }
    }
    return this;
  }

  /** The bytes of these echo requests, one after the other. */
  byte[] encoded(List<byte[]> payloads) {
    var bytes = new BytesSink();
    for (byte[] payload : payloads) {
      protocol.encode(new Request.Echo(ByteBuffer.wrap(payload)), bytes);
    }
    return bytes.take();
  }

  byte[] encoded(byte[] payload) {
    return encoded(List.of(payload));
  }

  /** Sends anything; blocks until the kernel has taken it. */
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void sendEcho(byte[] payload) throws IOException {
    send(encoded(payload));
  }

  /** Waits for the next reply, which must be that echo. */
  void expectEcho(byte[] payload) throws IOException {
    Reply reply = receive();
    assertThat(reply).isInstanceOf(Reply.Echoed.class);
    ByteBuffer echoed = ((Reply.Echoed) reply).payload();
    assertThat(echoed.remaining()).as("length of the echo").isEqualTo(payload.length);
    assertThat(echoed.equals(ByteBuffer.wrap(payload))).as("the echo has the same bytes").isTrue();
  }

  void expectEchoes(List<byte[]> payloads) throws IOException {
    for (byte[] payload : payloads) {
      expectEcho(payload);
    }
  }

  /** Sends and receives one. */
  void echo(byte[] payload) throws IOException {
    sendEcho(payload);
    expectEcho(payload);
  }

  /** Means, by the name of a room, the one whose name begins with that. */
  TestClient inRooms(String beginning) {
    rooms = beginning;
    return this;
  }

  /** Asks for anything that the protocol can carry. */
  void ask(Request request) throws IOException {
    var bytes = new BytesSink();
    protocol.encode(inItsRoom(request), bytes);
    send(bytes.take());
  }

  private Request inItsRoom(Request request) {
    return switch (request) {
      case Request.Join(var room) -> new Request.Join(rooms + room);
      case Request.Post(var room, var type, var payload) ->
          new Request.Post(rooms + room, type, payload);
      case Request.AwaitMessage(var room, var after, var timeoutMillis) ->
          new Request.AwaitMessage(rooms + room, after, timeoutMillis);
      default -> request;
    };
  }

  /** Joins a room, or moves to it; nothing else may come before the answer. */
  void join(String room) throws IOException {
    ask(new Request.Join(room));
    assertThat(receive()).isEqualTo(new Reply.Joined(rooms + room));
  }

  /** Says something in the room that this has joined. */
  void publish(byte[] message) throws IOException {
    ask(new Request.Publish(MessageType.BINARY, ByteBuffer.wrap(message)));
  }

  /** Waits for what comes next, which must be a message of the room, and returns its bytes. */
  byte[] nextMessage() throws IOException {
    Reply reply = receive();
    assertThat(reply).isInstanceOf(Reply.Delivered.class);
    ByteBuffer payload = ((Reply.Delivered) reply).payload();
    var bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  /** Waits for what comes next, which must be that message. */
  void expectMessage(byte[] message) throws IOException {
    assertThat(Arrays.equals(nextMessage(), message)).as("the message that was said").isTrue();
  }

  /** Messages that still come before the end; one that was cut off is not among them. */
  int countMessagesToTheEnd() throws IOException {
    int messages = 0;
    while (true) {
      Reply reply = decode();
      if (reply instanceof Reply.Delivered) {
        messages++;
      } else if (reply == null && !readOrBroken()) {
        return messages;
      }
    }
  }

  /** A server that gives up a client may reset the connection, which is its end too. */
  private boolean readOrBroken() throws IOException {
    try {
      return read();
    } catch (SocketException _) {
      return false;
    }
  }

  /** Whether something has come that was not looked at. */
  boolean hasInput() throws IOException {
    return input.hasRemaining() || socket.getInputStream().available() > 0;
  }

  /** Waits for the next reply; valid until the next call. */
  Reply receive() throws IOException {
    while (true) {
      Reply reply = decode();
      if (reply != null) {
        return reply;
      }
      assertThat(read()).as("a reply before the end").isTrue();
    }
  }

  private @Nullable Reply decode() {
    Reply reply = early;
    early = null;
    return reply != null ? reply : protocol.decode(input, ownAnswers);
  }

  /** Sends what the protocol has answered by itself: a pong, the echo of a close frame. */
  void sendOwnAnswers() throws IOException {
    send(ownAnswers.take());
  }

  /** Waits until at least one byte has come. */
  void awaitInput() throws IOException {
    assertThat(input.hasRemaining() || read()).as("input").isTrue();
  }

  /** Waits for the end, before which nothing more may come. */
  void expectEnd() throws IOException {
    assertThat(readToEnd()).as("bytes before the end").isEmpty();
  }

  /** Everything until the server closes, undecoded. */
  byte[] readToEnd() throws IOException {
    var bytes = new BytesSink();
    bytes.put(input);
    while (read()) {
      bytes.put(input);
    }
    return bytes.take();
  }

  private boolean read() throws IOException {
    int count = socket.getInputStream().read(input.array());
    input.position(0).limit(Math.max(count, 0));
    return count >= 0;
  }

  /** Says that nothing more will come from here. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection, as a peer does whose process was killed with unread input. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
