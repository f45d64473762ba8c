package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Accumulator;
import org.concurrencybench.core.protocol.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Frames to messages: unmasks, joins fragments and checks text while the bytes arrive.
 *
 * <p>A message that lies in the input whole is not copied: it is unmasked where it lies, and its
 * payload is a view. Only what arrives in pieces is collected. Between messages nothing is held
 * beyond this object and its header.
 */
final class MessageReader {

  private static final int NO_FRAME = -1;

  private final int maxMessageBytes;
  private final FrameHeader header;

  /** Payload bytes of the current frame that have not come; NO_FRAME until its header has. */
  private int missing = NO_FRAME;

  /** What the message that has begun is, TEXT or BINARY; null between messages. */
  private @Nullable Opcode kind;

  /** How far a text has come: a state of {@link Utf8}. */
  private int utf8 = Utf8.COMPLETE;

  /** What has come of a message in pieces. */
  private @Nullable Accumulator message;

  /** What has come of a control frame in pieces; it may stand between the pieces of a message. */
  private @Nullable Accumulator control;

  private @Nullable ByteBuffer payload;

  /** Reads what {@code sender} sends. */
  MessageReader(Peer sender, Limits limits) {
    this.header = new FrameHeader(sender);
    this.maxMessageBytes = limits.maxMessageBytes();
  }

  /**
   * Reads to the end of the next message or control frame; {@link #takePayload} has its payload.
   *
   * @param input masked bytes in it are overwritten by the unmasked ones, unless it is read-only
   * @return TEXT or BINARY for a message, CLOSE, PING or PONG; null if {@code input} is used up
   * @throws Fault 1002 for broken framing; 1007 for a text that cannot become UTF-8 any more; 1009
   *     for a message over the limit, as soon as its length is announced
   */
  @Nullable Opcode next(ByteBuffer input) throws Fault {
    while (missing != NO_FRAME || beginFrame(input)) {
      ByteBuffer piece = nextPiece(input);
      Opcode complete = header.opcode().control() ? readControl(piece) : readMessage(piece);
      if (missing > 0) {
        return null;
      }
      missing = NO_FRAME;
      header.reset();
      if (complete != null) {
        return complete;
      }
    }
    return null;
  }

  /** The payload of what {@link #next} returned last, a view of its input or a copy. */
  ByteBuffer takePayload() {
    ByteBuffer taken = payload;
    if (taken == null) {
      throw new IllegalStateException("no payload: already taken, or nothing was complete");
    }
    payload = null;
    return taken;
  }

  /** Whether a frame or a fragmented message has begun and is incomplete. */
  boolean midMessage() {
    return kind != null || header.begun();
  }

  /** Gives all memory back; nothing more will be read. */
  void drop() {
    message = null;
    control = null;
    payload = null;
    kind = null;
    header.reset();
  }

  private boolean beginFrame(ByteBuffer input) throws Fault {
    if (!header.read(input)) {
      return false;
    }
    if (!header.opcode().control()) {
      beginData(header.opcode());
    }
    missing = (int) header.length();
    return true;
  }

  private void beginData(Opcode opcode) throws Fault {
    if (opcode == Opcode.CONTINUATION) {
      if (kind == null) {
        throw new Fault(CloseCode.PROTOCOL_ERROR, "continuation of no message");
      }
    } else {
      if (kind != null) {
        throw new Fault(CloseCode.PROTOCOL_ERROR, opcode + " inside a fragmented message");
      }
      kind = opcode;
    }
    int held = message == null ? 0 : message.size();
    if (header.length() > maxMessageBytes - held) {
      throw new Fault(CloseCode.TOO_BIG, "message over " + maxMessageBytes + " bytes");
    }
  }

  private ByteBuffer nextPiece(ByteBuffer input) {
    int start = input.position();
    int count = Math.min(missing, input.remaining());
    ByteBuffer piece = input.slice(start, count);
    input.position(start + count);
    if (header.mask() != 0) {
      if (piece.isReadOnly()) {
        piece = ByteBuffer.allocate(count).put(piece).flip();
      }
      Mask.apply(piece, header.mask(), (int) header.length() - missing);
    }
    missing -= count;
    return piece;
  }

  private @Nullable Opcode readControl(ByteBuffer piece) {
    if (missing > 0 || control != null) {
      control = collect(control, piece);
      if (missing > 0) {
        return null;
      }
      payload = control.release(0);
      control = null;
    } else {
      payload = piece;
    }
    return header.opcode();
  }

  private @Nullable Opcode readMessage(ByteBuffer piece) throws Fault {
    boolean ends = header.last() && missing == 0;
    if (kind == Opcode.TEXT) {
      checkText(piece, ends);
    }
    if (message != null || (!ends && piece.hasRemaining())) {
      message = collect(message, piece);
    }
    if (!ends) {
      return null;
    }
    payload = message == null ? piece : message.release(0);
    message = null;
    Opcode complete = kind;
    kind = null;
    return complete;
  }

  private void checkText(ByteBuffer piece, boolean ends) throws Fault {
    int state = Utf8.advance(utf8, piece);
    if (state == Utf8.INVALID) {
      throw new Fault(CloseCode.INVALID_DATA, "text is not UTF-8");
    }
    if (ends && state != Utf8.COMPLETE) {
      throw new Fault(CloseCode.INVALID_DATA, "text ends inside a character");
    }
    utf8 = state;
  }

  private static Accumulator collect(@Nullable Accumulator begun, ByteBuffer piece) {
    Accumulator held = begun == null ? new Accumulator() : begun;
    held.take(piece, piece.remaining());
    return held;
  }
}
