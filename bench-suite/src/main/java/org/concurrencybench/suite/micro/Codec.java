package org.concurrencybench.suite.micro;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the protocols cost on either side, without sockets: bytes to a request, the service, the
 * reply to bytes; and a request to bytes, bytes to a reply. The same objects run in all models and
 * in the driver.
 *
 * <pre>
 *   client   request ──▶ encode ──▶ bytes      bytes ──▶ decode ──▶ reply
 *   server   bytes ──▶ decode ──▶ request ──▶ service ──▶ reply ──▶ encode ──▶ bytes
 * </pre>
 *
 * <pre>
 * java -cp $CP org.openjdk.jmh.Main micro.Codec\\. -prof gc
 * </pre>
 *
 * <p>A message arrives whole, as short ones do. Its bytes are copied into the input buffer each
 * time, which stands for the read (and a server unmasks a WebSocket message where it lies, so that
 * the buffer must be filled anew); that copy is in the figures, a few nanoseconds.
 *
 * <p>Expect tens of nanoseconds for tcp and WebSocket, and some hundreds for HTTP, which must look
 * at every byte of a head. Beside the microseconds that a request costs a server over a socket
 * (suite {@code short-requests}), that is how little of it the protocol is, and how little another
 * codec could change.
 */
@State(Scope.Thread)
public class Codec extends MicroBenchmark {

  private static final int PAYLOAD_BYTES = 64;
  private static final int BUFFER_BYTES = 1024;

  /** The request. */
  @Param public Message message = Message.TCP_ECHO;

  private final Service service = new BenchService();
  private final FixedSink output = new FixedSink(BUFFER_BYTES);
  private final ByteBuffer input = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer payload = ByteBuffer.allocate(PAYLOAD_BYTES);
  private ServerProtocol server;
  private ClientProtocol client;
  private byte[] requestBytes;
  private byte[] replyBytes;

  /** One exchange, whose bytes are then used again and again; it must come out right. */
  @Setup(Level.Trial)
  public void exchangeOnce() {
    for (int i = 0; i < PAYLOAD_BYTES; i++) {
      payload.put(i, (byte) i);
    }
    server = message.server();
    client = message.client();
    client.encode(message.request(payload.rewind()), output);
    requestBytes = output.toArray();
    serve();
    replyBytes = output.toArray();
    check(client.decode(arrived(replyBytes), output));
  }

  private void check(@Nullable Reply reply) {
    ByteBuffer expected =
        message == Message.HTTP_HELLO ? BenchService.GREETING.duplicate() : payload.rewind();
    ByteBuffer came =
        switch (reply) {
          case Reply.Echoed(var echoed) -> echoed;
          case Reply.Greeting(var text) -> text;
          case null, default -> throw new IllegalStateException(message + ": " + reply);
        };
    if (!came.equals(expected)) {
      throw new IllegalStateException(message + ": wrong bytes came back");
    }
  }

  /** The server's part. */
  @Benchmark
  public int serve() {
    output.clear();
    Request request = requireNonNull(server.decode(arrived(requestBytes), output));
    server.encode((Reply) service.handle(request), output);
    return output.size();
  }

  /** The client's part. */
  @Benchmark
  public Reply ask() {
    output.clear();
    client.encode(message.request(payload.rewind()), output);
    return requireNonNull(client.decode(arrived(replyBytes), output));
  }

  private ByteBuffer arrived(byte[] bytes) {
    return input.clear().put(bytes).flip();
  }
}
