package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;

/**
 * The header of one frame, read as far as it has arrived and checked field by field (RFC 6455,
 * section 5.2). One object serves all frames of a connection.
 *
 * <pre>
 *  0               1               2               3
 *  0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7
 * |F|R|R|R|       |M|             |                               |
 * |I|S|S|S|opcode |A|  length, or | length of 16 bits (126)       |
 * |N|V|V|V|       |S|  126 or 127 | or of 64 bits (127)           |
 * | |1|2|3|       |K|             |                               |
 * |  the 64 bits go on ...                                        |
 * |                               | mask, from a client only      |
 * |  the mask goes on             | payload ...
 * </pre>
 *
 * <p>A length must use the shortest of its three forms: section 5.2 says so with MUST, Chrome and
 * Netty refuse others, and a length that can be written two ways is a way past filters.
 */
final class FrameHeader {

  private static final int FINAL = 0x80;
  private static final int RESERVED_BITS = 0x70;
  private static final int OPCODE_BITS = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH_BITS = 0x7f;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LONGEST_CONTROL_PAYLOAD = 125;

  private enum Field {
    FIRST_BYTE,
    SECOND_BYTE,
    LENGTH,
    MASK,
    /** All fields are known. */
    NONE
  }

  private final Peer sender;

  /** The field that is being read, its bytes so far, and how many of them are missing. */
  private Field field = Field.FIRST_BYTE;

  private long value;
  private byte missing = 1;

  private boolean last;
  private Opcode opcode = Opcode.CONTINUATION;
  private long length;
  private int mask;

  /** Reads the frames that {@code sender} sends. */
  FrameHeader(Peer sender) {
    this.sender = sender;
  }

  /**
   * Takes header bytes from {@code input}.
   *
   * @return whether the header is complete; if not, {@code input} is used up
   * @throws Fault 1002, as soon as the offending field is there
   */
  boolean read(ByteBuffer input) throws Fault {
    while (field != Field.NONE) {
      if (!fill(input)) {
        return false;
      }
      switch (field) {
        case FIRST_BYTE -> firstByte((int) value);
        case SECOND_BYTE -> secondByte((int) value);
        case LENGTH -> extendedLength(value);
        case MASK -> mask((int) value);
        case NONE -> throw new IllegalStateException("nothing was to be read");
      }
    }
    return true;
  }

  /** Makes ready for the next frame. */
  void reset() {
    expect(Field.FIRST_BYTE, 1);
  }

  /** Whether some bytes of a header have come, or all. */
  boolean begun() {
    return field != Field.FIRST_BYTE;
  }

  /** Whether this frame ends its message (FIN). */
  boolean last() {
    return last;
  }

  /** What the frame is. */
  Opcode opcode() {
    return opcode;
  }

  /** The length of the payload in bytes as the peer announces it, not negative. */
  long length() {
    return length;
  }

  /** The four bytes of the mask as a big-endian number; 0 in frames of a server. */
  int mask() {
    return mask;
  }

  private boolean fill(ByteBuffer input) {
    while (missing > 0) {
      if (!input.hasRemaining()) {
        return false;
      }
      value = (value << Byte.SIZE) | (input.get() & 0xff);
      missing--;
    }
    return true;
  }

  private void expect(Field next, int bytes) {
    field = next;
    value = 0;
    missing = (byte) bytes;
  }

  private void firstByte(int bits) throws Fault {
    if ((bits & RESERVED_BITS) != 0) {
      throw fault("reserved bits set in 0x" + Integer.toHexString(bits));
    }
    Opcode known = Opcode.of(bits & OPCODE_BITS);
    if (known == null) {
      throw fault("reserved opcode " + (bits & OPCODE_BITS));
    }
    opcode = known;
    last = (bits & FINAL) != 0;
    if (opcode.control() && !last) {
      throw fault("fragmented " + opcode);
    }
    expect(Field.SECOND_BYTE, 1);
  }

  private void secondByte(int bits) throws Fault {
    boolean masked = (bits & MASKED) != 0;
    if (masked != (sender == Peer.CLIENT)) {
      throw fault(masked ? "masked frame from a server" : "unmasked frame from a client");
    }
    length = bits & LENGTH_BITS;
    if (opcode.control() && length > LONGEST_CONTROL_PAYLOAD) {
      throw fault(opcode + " longer than 125 bytes");
    }
    if (length < LENGTH_IN_16_BITS) {
      lengthKnown();
    } else {
      expect(Field.LENGTH, length == LENGTH_IN_16_BITS ? Short.BYTES : Long.BYTES);
    }
  }

  private void extendedLength(long announced) throws Fault {
    long shortest = length == LENGTH_IN_16_BITS ? LENGTH_IN_16_BITS : 1 << Short.SIZE;
    if (announced < 0) {
      throw fault("length with the highest bit set");
    }
    if (announced < shortest) {
      throw fault("length " + announced + " not in its shortest form");
    }
    length = announced;
    lengthKnown();
  }

  private void lengthKnown() {
    if (sender == Peer.CLIENT) {
      expect(Field.MASK, Integer.BYTES);
    } else {
      expect(Field.NONE, 0);
    }
  }

  private void mask(int bits) {
    mask = bits;
    expect(Field.NONE, 0);
  }

  private static Fault fault(String reason) {
    return new Fault(CloseCode.PROTOCOL_ERROR, reason);
  }
}
