package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket connection in the client role, after the upgrade (RFC 6455): an echo goes out as one
 * masked binary message, and every message that comes is a {@link Reply.Echoed}, or in a room a
 * {@link Reply.Delivered}.
 *
 * <p>The masks come from a seed, so that a run can be repeated byte for byte. A client that carries
 * what a web page wrote must draw them from a source that the page cannot predict (section 10.3).
 */
public final class WebSocketClientFrames implements ClientProtocol {

  private final MessageReader reader;
  private final SplittableRandom masks;
  private final boolean chat;
  private boolean closeSent;
  private boolean closeReceived;

  /**
   * A connection whose upgrade has just been accepted.
   *
   * @param maskSeed gives every frame its mask; take another seed for every connection
   * @param chat whether messages that come are those of a room, or echoes
   */
  public WebSocketClientFrames(Limits limits, long maskSeed, boolean chat) {
    this.chat = chat;
    this.reader = new MessageReader(Peer.SERVER, limits);
    this.masks = new SplittableRandom(maskSeed);
  }

  /** Nothing: the upgrade is behind. */
  @Override
  public void open(ByteSink output) {}

  /** From the beginning until a close frame was sent. */
  @Override
  public boolean ready() {
    return !closeSent;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if a close frame was sent: no message may follow it
   */
  @Override
  public void encode(Request request, ByteSink output) {
    if (closeSent) {
      throw new IllegalStateException("a close frame was sent, " + request + " cannot follow it");
    }
    switch (request) {
      case Request.Echo(var payload) -> send(Opcode.BINARY, payload, output);
      case Request.Publish(var type, var payload) ->
          send(type.text() ? Opcode.TEXT : Opcode.BINARY, payload, output);
      case Request.Hello _,
          Request.Compute _,
          Request.CallBackend _,
          Request.Join _,
          Request.Post _,
          Request.AwaitMessage _ ->
          throw new UnsupportedOperationException("WebSocket cannot carry " + request);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A close frame is answered with one, if none was sent before, and what follows it is ignored.
   *
   * @return an echo or a delivery; a refusal for a close frame with another code than 1000 (1005 if
   *     it had none, which is in order as the answer to a close frame of ours)
   * @throws ProtocolViolation if the server broke the protocol; the close frame that says so is in
   *     {@code output}
   */
  @Override
  public @Nullable Reply decode(ByteBuffer input, ByteSink output) {
    try {
      while (!closeReceived) {
        Opcode next = reader.next(input);
        if (next == null) {
          return null;
        }
        ByteBuffer payload = reader.takePayload();
        switch (next) {
          case TEXT, BINARY -> {
            return chat
                ? new Reply.Delivered(next == Opcode.TEXT, payload)
                : new Reply.Echoed(payload);
          }
          case PING -> {
            if (!closeSent) {
              send(Opcode.PONG, payload, output);
            }
          }
          case PONG, CONTINUATION -> {} // a pong asks for nothing; the reader joins continuations
          case CLOSE -> {
            Reply refusal = closed(Close.parse(payload), output);
            input.position(input.limit());
            return refusal;
          }
        }
      }
    } catch (Fault fault) {
      sendClose(fault.code(), fault.reason(), output);
      throw new ProtocolViolation("the server sent: " + fault.reason());
    }
    input.position(input.limit());
    return null;
  }

  /**
   * {@inheritDoc}
   *
   * @return null: every message has an end of its own
   */
  @Override
  public @Nullable Reply endOfInput() {
    if (reader.midMessage() && !closeReceived) {
      throw new ProtocolViolation("the server closed the connection inside a message");
    }
    return null;
  }

  @Override
  public boolean midMessage() {
    return reader.midMessage();
  }

  @Override
  public boolean closing() {
    return closeReceived;
  }

  /** Sends close 1000, unless a close frame was sent already. */
  @Override
  public void close(ByteSink output) {
    sendClose(CloseCode.NORMAL, "", output);
  }

  private @Nullable Reply closed(Close close, ByteSink output) {
    boolean inOrder =
        close.code() == CloseCode.NORMAL || (closeSent && close.code() == CloseCode.NO_CODE);
    closeReceived = true;
    reader.drop();
    sendClose(close.code(), "", output);
    return inOrder ? null : new Reply.Refused(close.code(), close.reason());
  }

  private void sendClose(int code, String reason, ByteSink output) {
    if (!closeSent) {
      send(Opcode.CLOSE, Close.body(code, reason), output);
      closeSent = true;
    }
  }

  private void send(Opcode opcode, ByteBuffer payload, ByteSink output) {
    FrameWriter.writeMasked(opcode, payload, masks.nextInt(), output);
  }
}
