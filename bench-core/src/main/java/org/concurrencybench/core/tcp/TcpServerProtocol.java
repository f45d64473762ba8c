package org.concurrencybench.core.tcp;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * The server role of the length-prefixed protocol. Every refusal is answered with an ERROR and ends
 * the connection.
 */
public final class TcpServerProtocol implements ServerProtocol {

  private final Framing framing;
  private State state = State.OPEN;

  /** A fresh connection that accepts messages within {@code limits}. */
  public TcpServerProtocol(Limits limits) {
    framing = new Framing(limits.maxMessageBytes());
  }

  @Override
  public @Nullable Request decode(ByteBuffer input, ByteSink output) {
    if (state != State.OPEN) {
      return null;
    }
    try {
      ByteBuffer message = framing.next(input);
      return message == null ? null : request(message, output);
    } catch (Framing.BadLength _) {
      violated(Refusal.BAD_LENGTH, output);
      return null;
    }
  }

  private @Nullable Request request(ByteBuffer message, ByteSink output) {
    int op = message.get();
    if (op == Op.ECHO) {
      return new Request.Echo(message);
    }
    violated(Refusal.UNKNOWN_OP, output);
    return null;
  }

  private void violated(Refusal refusal, ByteSink output) {
    refusal.encode(output);
    framing.clear();
    state = State.VIOLATED;
  }

  @Override
  public void encode(Reply reply, ByteSink output) {
    switch (reply) {
      case Reply.Echoed(var payload) -> {
        output.putInt(1 + payload.remaining());
        output.putByte(Op.ECHO);
        output.put(payload);
      }
      case Reply.Greeting _ -> throw new IllegalStateException("tcp asks for no greeting");
      case Reply.Refused _ ->
          throw new IllegalStateException("the service refuses nothing over tcp");
    }
  }

  @Override
  public void endOfInput(ByteSink output) {
    done();
  }

  @Override
  public void shutDown(ByteSink output) {
    done();
  }

  private void done() {
    framing.clear();
    if (state == State.OPEN) {
      state = State.DONE;
    }
  }

  @Override
  public void refuse(ByteSink output) {
    Refusal.CONNECTION_LIMIT.encode(output);
    done();
  }

  @Override
  public boolean midMessage() {
    return framing.midMessage();
  }

  @Override
  public State state() {
    return state;
  }
}
