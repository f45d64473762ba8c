package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** The client role of the length-prefixed protocol. */
public final class TcpClientProtocol implements ClientProtocol {

  private final Framing framing;

  /** What the calls of the backend asked for that have no answer yet, oldest first. */
  private final Queue<Integer> waits = new ArrayDeque<>(2);

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
        head(Op.ECHO, payload.remaining(), output);
        output.put(payload);
      }
      case Request.Compute(int units, long seed, var payload) -> {
        head(Op.COMPUTE, Integer.BYTES + Long.BYTES + payload.remaining(), output);
        output.putInt(units);
        output.putLong(seed);
        output.put(payload);
      }
      case Request.CallBackend(int millis, var payload) -> {
        head(Op.BACKEND, Integer.BYTES + payload.remaining(), output);
        output.putInt(millis);
        output.put(payload);
        waits.add(millis);
      }
      case Request.Join(String room) -> {
        byte[] name = room.getBytes(UTF_8);
        head(Op.JOIN, name.length, output);
        output.put(name);
      }
      case Request.Publish(_, var payload) -> {
        head(Op.PUBLISH, payload.remaining(), output);
        output.put(payload);
      }
      case Request.Hello _, Request.Post _, Request.AwaitMessage _ ->
          throw new UnsupportedOperationException(
              "tcp carries no "
                  + request.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                  + "; it is a request of http");
    }
  }

  private static void head(int op, int bodyBytes, ByteSink output) {
    output.putInt(1 + bodyBytes);
    output.putByte(op);
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
      case Op.COMPUTE -> {
        if (message.remaining() < Long.BYTES) {
          throw new ProtocolViolation("the server sent a COMPUTE without a value");
        }
        yield new Reply.Computed(message.getLong(), message);
      }
      case Op.BACKEND -> new Reply.BackendAnswered(answeredWait(), message);
      case Op.JOIN -> new Reply.Joined(UTF_8.decode(message).toString());
      case Op.MESSAGE -> new Reply.Delivered(false, message);
      case Op.ERROR -> error(message);
      default ->
          throw new ProtocolViolation(
              String.format(Locale.ROOT, "the server sent op 0x%02x", op & 0xFF));
    };
  }

  private int answeredWait() {
    Integer millis = waits.poll();
    if (millis == null) {
      throw new ProtocolViolation("the server sent a BACKEND that was not asked for");
    }
    return millis;
  }

  private Reply error(ByteBuffer message) {
    if (!message.hasRemaining()) {
      throw new ProtocolViolation("the server sent an ERROR without a code");
    }
    int code = message.get() & 0xFF;
    boolean staysOpen = code == Refusal.BACKEND_UNAVAILABLE || code == Refusal.BUSY;
    if (staysOpen) {
      waits.poll(); // with one request in flight, it is what was refused
    }
    closing = !staysOpen;
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
