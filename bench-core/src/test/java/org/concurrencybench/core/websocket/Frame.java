package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A frame as a test writes and reads it, by the letter of RFC 6455 and without the code under test.
 */
final class Frame {

  private static final int FINAL = 0x80;
  private static final byte[] MASK = {(byte) 0x37, (byte) 0xfa, (byte) 0x21, (byte) 0x3d};

  private final int first;
  private final byte[] payload;

  /** With a first byte of FIN, reserved bits and opcode. */
  Frame(int first, byte[] payload) {
    this.first = first;
    this.payload = payload;
  }

  /** How many bytes the length takes: its shortest form, or a longer one. */
  enum LengthForm {
    SHORTEST,
    IN_16_BITS,
    IN_64_BITS
  }

  static Frame text(String text) {
    return new Frame(FINAL | 1, text.getBytes(UTF_8));
  }

  static Frame text(byte[] payload) {
    return new Frame(FINAL | 1, payload);
  }

  static Frame binary(byte... payload) {
    return new Frame(FINAL | 2, payload);
  }

  static Frame ping(String payload) {
    return new Frame(FINAL | 9, payload.getBytes(UTF_8));
  }

  static Frame pong(String payload) {
    return new Frame(FINAL | 10, payload.getBytes(UTF_8));
  }

  static Frame continuation(byte... payload) {
    return new Frame(FINAL, payload);
  }

  static Frame continuation(String payload) {
    return continuation(payload.getBytes(UTF_8));
  }

  static Frame close(byte... body) {
    return new Frame(FINAL | 8, body);
  }

  static Frame close(int code, String reason) {
    return close(code, reason.getBytes(UTF_8));
  }

  static Frame close(int code, byte[] reason) {
    return close(ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
  }

  int first() {
    return first;
  }

  byte[] payload() {
    return payload;
  }

  /** The same with FIN cleared: more fragments follow. */
  Frame more() {
    return new Frame(first & ~FINAL, payload);
  }

  /** The same with other bits in the first byte. */
  Frame withFirst(int bits) {
    return new Frame(bits, payload);
  }

  /** As a client sends it. */
  byte[] masked() {
    return bytes(LengthForm.SHORTEST, MASK);
  }

  /** As a client sends it under the given mask, of four bytes. */
  byte[] masked(byte[] mask) {
    return bytes(LengthForm.SHORTEST, mask);
  }

  /** As a client sends it, with a length of that form. */
  byte[] masked(LengthForm form) {
    return bytes(form, MASK);
  }

  /** As a server sends it. */
  byte[] unmasked() {
    return bytes(LengthForm.SHORTEST, new byte[0]);
  }

  /** The code of a close frame, 1005 if it has none. */
  int closeCode() {
    assertOpcode(8);
    return payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
  }

  /** A client's header that announces {@code length} bytes, in the shortest form. */
  static byte[] header(int first, long length) {
    ByteBuffer header = ByteBuffer.allocate(14);
    putHeader(header, first, length, LengthForm.SHORTEST, MASK);
    return Arrays.copyOf(header.array(), header.position());
  }

  /** The frames that a server sent. */
  static List<Frame> parse(byte[] sent) {
    return parse(ByteBuffer.wrap(sent), false);
  }

  /** The frames that a client sent. */
  static List<Frame> parseMasked(byte[] sent) {
    return parse(ByteBuffer.wrap(sent), true);
  }

  static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private byte[] bytes(LengthForm form, byte[] mask) {
    ByteBuffer bytes = ByteBuffer.allocate(14 + payload.length);
    putHeader(bytes, first, payload.length, form, mask);
    for (int i = 0; i < payload.length; i++) {
      bytes.put((byte) (payload[i] ^ (mask.length == 0 ? 0 : mask[i % 4])));
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void putHeader(
      ByteBuffer bytes, int first, long length, LengthForm form, byte[] mask) {
    int maskBit = mask.length == 0 ? 0 : 0x80;
    bytes.put((byte) first);
    if (form == LengthForm.IN_64_BITS || length < 0 || length > 65535) {
      bytes.put((byte) (maskBit | 127)).putLong(length);
    } else if (form == LengthForm.IN_16_BITS || length > 125) {
      bytes.put((byte) (maskBit | 126)).putShort((short) length);
    } else {
      bytes.put((byte) (maskBit | length));
    }
    bytes.put(mask);
  }

  private static List<Frame> parse(ByteBuffer sent, boolean masked) {
    List<Frame> frames = new ArrayList<>();
    while (sent.hasRemaining()) {
      int first = sent.get() & 0xff;
      int second = sent.get() & 0xff;
      if (second >= 128 != masked) {
        throw new AssertionError("mask bit in " + second + ", expected masked=" + masked);
      }
      long length = second & 127;
      if (length == 126) {
        length = sent.getShort() & 0xffff;
        check(length > 125, length);
      } else if (length == 127) {
        length = sent.getLong();
        check(length > 65535, length);
      }
      byte[] mask = new byte[4];
      if (masked) {
        sent.get(mask);
      }
      byte[] payload = new byte[Math.toIntExact(length)];
      sent.get(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      frames.add(new Frame(first, payload));
    }
    return frames;
  }

  private static void check(boolean shortest, long length) {
    if (!shortest) {
      throw new AssertionError("length " + length + " not in its shortest form");
    }
  }

  private void assertOpcode(int opcode) {
    if ((first & 15) != opcode) {
      throw new AssertionError("expected opcode " + opcode + ", got " + this);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that
        && first == that.first
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * first + Arrays.hashCode(payload);
  }

  @Override
  public String toString() {
    String hex = HexFormat.of().formatHex(payload, 0, Math.min(payload.length, 64));
    return "%02x, %d bytes %s".formatted(first, payload.length, hex);
  }
}
