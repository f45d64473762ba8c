package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** The client role of the length-prefixed protocol. */
public final class TcpClientProtocol implements ClientProtocol {

  private static final int BACKEND_UNAVAILABLE = 6;

  private final Framing framing;
  private boolean closing;

  /** A fresh connection that accepts replies within {@code limits}. */
  public TcpClientProtocol(Limits limits) {
    framing = new Framing(limits.maxMessageBytes());
  }

  @Override
  public void open(ByteSink output) {}

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void encode(Request request, ByteSink output) {
    switch (request) {
      case Request.Echo(var payload) -> {
        output.putInt(1 + payload.remaining());
        output.putByte(Op.ECHO);
        output.put(payload);
      }
      case Request.Hello _ ->
          throw new UnsupportedOperationException("tcp carries no hello; it is a request of http");
    }
  }

  @Override
  public @Nullable Reply decode(ByteBuffer input, ByteSink output) {
    ByteBuffer message;
    try {
      message = framing.next(input);
    } catch (Framing.BadLength e) {
      throw new ProtocolViolation("the server sent a " + e.getMessage());
    }
    return message == null ? null : reply(message);
  }

  private Reply reply(ByteBuffer message) {
    int op = message.get();
    return switch (op) {
      case Op.ECHO -> new Reply.Echoed(message);
      case Op.ERROR -> error(message);
      default -> throw new ProtocolViolation("the server sent op 0x%02x".formatted(op & 0xFF));
    };
  }

  private Reply error(ByteBuffer message) {
    if (!message.hasRemaining()) {
      throw new ProtocolViolation("the server sent an ERROR without a code");
    }
    int code = message.get() & 0xFF;
    closing = code != BACKEND_UNAVAILABLE;
    return new Reply.Refused(code, UTF_8.decode(message).toString());
  }

  @Override
  public @Nullable Reply endOfInput() {
    if (framing.midMessage()) {
      throw new ProtocolViolation("the server closed in the middle of a message");
    }
    return null;
  }

  @Override
  public boolean midMessage() {
    return framing.midMessage();
  }

  @Override
  public boolean closing() {
    return closing;
  }

  @Override
  public void close(ByteSink output) {}
}
