package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket connection in the server role, after the upgrade: every message is a {@link
 * Request.Echo}, and its reply is one unfragmented message of the same kind (RFC 6455).
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
 * (section 7.1.1). Code 1003, for data of a kind that an endpoint cannot accept, is never sent: an
 * echo accepts both kinds.
 *
 * <p>A whole message in the input is unmasked in place and not copied, so {@code decode} overwrites
 * bytes of its input.
 */
public final class WebSocketServerProtocol implements ServerProtocol {

  private final MessageReader reader;
  private State state = State.OPEN;

  /** The kind of the request that is being answered. */
  private Opcode kind = Opcode.BINARY;

  /** A connection whose upgrade has just been answered. */
  public WebSocketServerProtocol(Limits limits) {
    this.reader = new MessageReader(Peer.CLIENT, limits);
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
            return new Request.Echo(payload);
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
      default -> throw new IllegalStateException("not yet over WebSocket: " + reply);
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
    throw new IllegalStateException("not yet over WebSocket");
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
