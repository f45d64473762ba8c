package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.RoomMessage;
import org.concurrencybench.core.room.RoomName;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * The server role of the length-prefixed protocol. Every refusal is answered with an ERROR and ends
 * the connection, except that of a backend that is unavailable.
 */
public final class TcpServerProtocol implements ServerProtocol {

  private static final MessageFormat MESSAGES = TcpServerProtocol::encode;

  private final Framing framing;
  private final boolean backendOnly;
  private boolean joined;
  private State state = State.OPEN;

  /** A fresh connection that accepts messages within {@code limits}. */
  public TcpServerProtocol(Limits limits) {
    this(limits, false);
  }

  private TcpServerProtocol(Limits limits, boolean backendOnly) {
    this.framing = new Framing(limits.maxMessageBytes());
    this.backendOnly = backendOnly;
  }

  /** The dialect of the slow backend: BACKEND and no other op. */
  public static TcpServerProtocol ofBackend(Limits limits) {
    return new TcpServerProtocol(limits, true);
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
      return violated(Refusal.BAD_LENGTH, output);
    }
  }

  private @Nullable Request request(ByteBuffer message, ByteSink output) {
    int op = message.get();
    if (backendOnly && op != Op.BACKEND) {
      return violated(Refusal.UNKNOWN_OP, output);
    }
    return switch (op) {
      case Op.ECHO -> new Request.Echo(message);
      case Op.COMPUTE -> compute(message, output);
      case Op.BACKEND -> callBackend(message, output);
      case Op.JOIN -> join(message, output);
      case Op.PUBLISH ->
          joined
              ? new Request.Publish(MessageType.BINARY, message)
              : violated(Refusal.NOT_JOINED, output);
      default -> violated(Refusal.UNKNOWN_OP, output);
    };
  }

  private @Nullable Request compute(ByteBuffer body, ByteSink output) {
    if (body.remaining() < Integer.BYTES + Long.BYTES) {
      return violated(Refusal.BAD_BODY, output);
    }
    int units = body.getInt();
    long seed = body.getLong();
    return units < 0 || units > Request.MAX_UNITS
        ? violated(Refusal.BAD_BODY, output)
        : new Request.Compute(units, seed, body);
  }

  private @Nullable Request callBackend(ByteBuffer body, ByteSink output) {
    if (body.remaining() < Integer.BYTES) {
      return violated(Refusal.BAD_BODY, output);
    }
    int millis = body.getInt();
    return millis < 0 || millis > Request.MAX_MILLIS
        ? violated(Refusal.BAD_BODY, output)
        : new Request.CallBackend(millis, body);
  }

  private @Nullable Request join(ByteBuffer body, ByteSink output) {
    String room = RoomName.decode(body);
    return room == null ? violated(Refusal.BAD_ROOM, output) : new Request.Join(room);
  }

  private @Nullable Request violated(Refusal refusal, ByteSink output) {
    refusal.encode(output);
    framing.clear();
    state = State.VIOLATED;
    return null;
  }

  @Override
  public void encode(Reply reply, ByteSink output) {
    switch (reply) {
      case Reply.Echoed(var payload) -> {
        head(Op.ECHO, payload.remaining(), output);
        output.put(payload);
      }
      case Reply.Computed(long value, var payload) -> {
        head(Op.COMPUTE, Long.BYTES + payload.remaining(), output);
        output.putLong(value);
        output.put(payload);
      }
      case Reply.BackendAnswered(_, var payload) -> {
        head(Op.BACKEND, payload.remaining(), output);
        output.put(payload);
      }
      case Reply.BackendUnavailable(String text) -> Refusal.encodeUnavailable(text, output);
      case Reply.Busy() -> Refusal.encodeBusy(output);
      case Reply.Joined(String room) -> {
        joined = true;
        byte[] name = room.getBytes(UTF_8);
        head(Op.JOIN, name.length, output);
        output.put(name);
      }
      case Reply.Published() -> {} // its sender sees its own message
      case Reply.Greeting _,
          Reply.Awaited _,
          Reply.NoMessage _,
          Reply.MessagesGone _,
          Reply.Delivered _,
          Reply.Refused _ ->
          throw new IllegalStateException("no request of tcp is answered with " + reply);
    }
  }

  private static void head(int op, int bodyBytes, ByteSink output) {
    output.putInt(1 + bodyBytes);
    output.putByte(op);
  }

  @Override
  public MessageFormat messageFormat() {
    return MESSAGES;
  }

  private static ByteBuffer encode(RoomMessage message) {
    ByteBuffer payload = message.payload().duplicate();
    return ByteBuffer.allocate(Integer.BYTES + 1 + payload.remaining())
        .putInt(1 + payload.remaining())
        .put((byte) Op.MESSAGE)
        .put(payload)
        .flip();
  }

  @Override
  public void endOfInput(ByteSink output) {
    done();
  }

  @Override
  public void shutDown(ByteSink output) {
    done();
  }

  @Override
  public void tookTooLong(ByteSink output) {
    State end = midMessage() ? State.VIOLATED : State.DONE;
    framing.clear();
    if (state == State.OPEN) {
      state = end;
    }
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
