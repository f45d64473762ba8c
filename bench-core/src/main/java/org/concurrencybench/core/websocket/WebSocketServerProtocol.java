package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.RoomMessage;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket connection in the server role, after the upgrade (RFC 6455). Every message is a
 * {@link Request.Echo}, and its reply is one unfragmented message of the same kind; in a room every
 * message is a {@link Request.Publish}, which has no reply.
 *
 * <pre>
 *   OPEN ── text, binary ─▶ request ─▶ reply
 *        ── ping ─▶ pong       ── pong ─▶ ignored
 *        ── close ─▶ close with the same code ───────────────────▶ DONE
 *        ── a fault ─▶ close 1002, 1007 or 1009 ─────────────────▶ VIOLATED
 *        ── shutDown ─▶ close 1001    ── end of input, no close ─▶ DONE
 * </pre>
 *
 * <p>After its close frame this end neither sends nor reads; the server then closes TCP first
 * (section 7.1.1). Code 1003, for data of a kind that an endpoint cannot accept, is never sent:
 * both kinds are accepted everywhere.
 *
 * <p>A whole message in the input is unmasked in place and not copied, so {@code decode} overwrites
 * bytes of its input.
 */
public final class WebSocketServerProtocol implements ServerProtocol {

  private static final MessageFormat MESSAGES = WebSocketServerProtocol::frame;

  private final MessageReader reader;
  private final boolean chat;
  private State state = State.OPEN;

  /** The kind of the request that is being answered. */
  private Opcode kind = Opcode.BINARY;

  private WebSocketServerProtocol(Limits limits, boolean chat) {
    this.reader = new MessageReader(Peer.CLIENT, limits);
    this.chat = chat;
  }

  /** A connection whose upgrade has just been answered; every message asks for an echo. */
  public static WebSocketServerProtocol echo(Limits limits) {
    return new WebSocketServerProtocol(limits, false);
  }

  /** A connection that has just joined a room; every message is for the room. */
  public static WebSocketServerProtocol chat(Limits limits) {
    return new WebSocketServerProtocol(limits, true);
  }

  @Override
  public @Nullable Request decode(ByteBuffer input, ByteSink output) {
    try {
      while (state == State.OPEN) {
        Opcode next = reader.next(input);
        if (next == null) {
          return null;
        }
        ByteBuffer payload = reader.takePayload();
        switch (next) {
          case TEXT, BINARY -> {
            kind = next;
            return request(next, payload);
          }
          case PING -> FrameWriter.write(Opcode.PONG, payload, output);
          case PONG, CONTINUATION -> {} // a pong asks for nothing; the reader joins continuations
          case CLOSE -> end(State.DONE, Close.parse(payload).code(), "", output);
        }
      }
    } catch (Fault fault) {
      end(State.VIOLATED, fault.code(), fault.reason(), output);
    }
    return null;
  }

  private Request request(Opcode opcode, ByteBuffer payload) {
    return chat
        ? new Request.Publish(
            opcode == Opcode.TEXT ? MessageType.TEXT : MessageType.BINARY, payload)
        : new Request.Echo(payload);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A reply that comes after the connection was closed here is dropped. A greeting goes as a
   * text; a refusal closes, with 1011 if its code is none of WebSocket.
   */
  @Override
  public void encode(Reply reply, ByteSink output) {
    if (state != State.OPEN) {
      return;
    }
    switch (reply) {
      case Reply.Echoed(var payload) -> FrameWriter.write(kind, payload, output);
      case Reply.Greeting(var text) -> FrameWriter.write(Opcode.TEXT, text, output);
      case Reply.Refused(int code, String text) -> {
        int sent = CloseCode.allowed(code) ? code : CloseCode.INTERNAL_ERROR;
        end(State.DONE, sent, text, output);
      }
      case Reply.Busy() -> end(State.DONE, CloseCode.TRY_AGAIN_LATER, Reply.Busy.TEXT, output);
      case Reply.Published() -> {} // its sender sees its own message
      case Reply.Computed _,
          Reply.BackendAnswered _,
          Reply.BackendUnavailable _,
          Reply.Joined _,
          Reply.Awaited _,
          Reply.NoMessage _,
          Reply.MessagesGone _,
          Reply.Delivered _ ->
          throw new IllegalStateException("no request of WebSocket is answered with " + reply);
    }
  }

  /**
   * {@inheritDoc} Without a close frame before, this is the abnormal end that clients name 1006.
   */
  @Override
  public void endOfInput(ByteSink output) {
    if (state == State.OPEN) {
      state = State.DONE;
      reader.drop();
    }
  }

  @Override
  public void shutDown(ByteSink output) {
    end(State.DONE, CloseCode.GOING_AWAY, "server shuts down", output);
  }

  @Override
  public void tookTooLong(ByteSink output) {
    if (midMessage()) {
      end(State.VIOLATED, CloseCode.POLICY_VIOLATION, "the message took too long", output);
    } else {
      end(State.DONE, CloseCode.GOING_AWAY, "idle for too long", output);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Connections are refused before they are upgraded, with a status of HTTP; whoever refuses
   * after that says 1013, try again later.
   */
  @Override
  public void refuse(ByteSink output) {
    end(State.DONE, CloseCode.TRY_AGAIN_LATER, "connection limit", output);
  }

  @Override
  public boolean midMessage() {
    return reader.midMessage();
  }

  @Override
  public MessageFormat messageFormat() {
    return MESSAGES;
  }

  private static ByteBuffer frame(RoomMessage message) {
    Opcode opcode = message.type().text() ? Opcode.TEXT : Opcode.BINARY;
    return FrameWriter.frame(opcode, message.payload().duplicate());
  }

  @Override
  public State state() {
    return state;
  }

  private void end(State end, int code, String reason, ByteSink output) {
    if (state == State.OPEN) {
      state = end;
      reader.drop();
      FrameWriter.write(Opcode.CLOSE, Close.body(code, reason), output);
    }
  }
}
