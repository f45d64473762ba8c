package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Utf8Test {

  private final CharsetDecoder jdk = UTF_8.newDecoder();
  private final CharBuffer characters = CharBuffer.allocate(256);

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#valid")
  void acceptsWholeCharactersHoweverTheyAreSplit(String hex) {
    byte[] bytes = Utf8Vectors.bytes(hex);
    for (int split = 0; split <= bytes.length; split++) {
      assertThat(stateAfter(bytes, split)).as("split at %d", split).isEqualTo(Utf8.COMPLETE);
    }
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#invalid")
  void refusesWhatIsNoUtf8HoweverItIsSplit(String hex) {
    byte[] bytes = Utf8Vectors.bytes(hex);
    for (int split = 0; split <= bytes.length; split++) {
      assertThat(stateAfter(bytes, split)).as("split at %d", split).isNotEqualTo(Utf8.COMPLETE);
    }
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#invalid")
  void refusesAtTheFirstByteThatNothingCouldMend(String hex) {
    byte[] bytes = Utf8Vectors.bytes(hex);
    for (int length = 1; length <= bytes.length; length++) {
      byte[] prefix = Arrays.copyOf(bytes, length);
      assertThat(stateAfter(prefix, 0) == Utf8.INVALID)
          .as("refused after %d bytes", length)
          .isEqualTo(!canBeMended(prefix, 3));
    }
  }

  @Test
  void everyCodePointAndNoSurrogate() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      if (Utf8.valid(ByteBuffer.wrap(encodeNaively(point))) == surrogate) {
        throw new AssertionError("wrong about U+" + Integer.toHexString(point));
      }
    }
  }

  @Test
  void agreesWithTheJdkOnEveryStringOfThreeBytes() {
    byte[] bytes = new byte[3];
    for (int value = 0; value < 1 << 24; value++) {
      bytes[0] = (byte) (value >> 16);
      bytes[1] = (byte) (value >> 8);
      bytes[2] = (byte) value;
      assertAgreesWithTheJdk(bytes);
    }
  }

  @Test
  void agreesWithTheJdkOnFourBytesAtTheBoundaries() {
    byte[] boundaries = Utf8Vectors.bytes("007f808f909fa0bfc0c1c2ff");
    byte[] bytes = new byte[4];
    for (int start = 0x80; start <= 0xff; start++) {
      bytes[0] = (byte) start;
      for (byte second : boundaries) {
        bytes[1] = second;
        for (byte third : boundaries) {
          bytes[2] = third;
          for (byte fourth : boundaries) {
            bytes[3] = fourth;
            assertAgreesWithTheJdk(bytes);
          }
        }
      }
    }
  }

  @Test
  void agreesWithTheJdkOnRandomStringsAtRandomSplits() {
    Random random = new Random(20250101);
    int accepted = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = almostText(random);
      int state = Utf8.COMPLETE;
      ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.wrap(bytes) : direct(bytes);
      while (buffer.hasRemaining()) {
        int piece = 1 + random.nextInt(buffer.remaining());
        state = Utf8.advance(state, buffer.slice(buffer.position(), piece));
        buffer.position(buffer.position() + piece);
      }
      boolean valid = jdkAccepts(bytes);
      assertThat(state == Utf8.COMPLETE).as("%s", Arrays.toString(bytes)).isEqualTo(valid);
      accepted += valid ? 1 : 0;
    }
    assertThat(accepted).as("both kinds must occur").isBetween(20_000, 180_000);
  }

  @Test
  void leavesTheBufferAsItWas() {
    ByteBuffer buffer = ByteBuffer.wrap("xxgr\u00fc\u00dfe aus der Ferneyy".getBytes(UTF_8));
    buffer.position(2).limit(buffer.limit() - 2);
    ByteBuffer before = buffer.duplicate();
    assertThat(Utf8.valid(buffer)).isTrue();
    assertThat(buffer).isEqualTo(before);
    assertThat(buffer.position()).isEqualTo(2);
  }

  private static int stateAfter(byte[] bytes, int split) {
    int state = Utf8.advance(Utf8.COMPLETE, ByteBuffer.wrap(bytes, 0, split));
    return Utf8.advance(state, ByteBuffer.wrap(bytes, split, bytes.length - split));
  }

  private static byte[] almostText(Random random) {
    StringBuilder text = new StringBuilder();
    int characters = random.nextInt(30);
    for (int i = 0; i < characters; i++) {
      int range = random.nextInt(8);
      int point =
          switch (range) {
            case 0 -> 0x80 + random.nextInt(0x780);
            case 1 -> 0x800 + random.nextInt(0xd000);
            case 2 -> 0x10000 + random.nextInt(0x100000);
            default -> random.nextInt(0x80);
          };
      text.appendCodePoint(point);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Whether up to {@code more} bytes can make {@code prefix} UTF-8, found by trying. */
  private boolean canBeMended(byte[] prefix, int more) {
    if (jdkAccepts(prefix)) {
      return true;
    }
    if (more == 0) {
      return false;
    }
    byte[] longer = Arrays.copyOf(prefix, prefix.length + 1);
    for (int next : new int[] {0x80, 0x90, 0xa0}) {
      longer[prefix.length] = (byte) next;
      if (canBeMended(longer, more - 1)) {
        return true;
      }
    }
    return false;
  }

  private void assertAgreesWithTheJdk(byte[] bytes) {
    if (Utf8.valid(ByteBuffer.wrap(bytes)) != jdkAccepts(bytes)) {
      throw new AssertionError("the JDK disagrees on " + HexFormat.of().formatHex(bytes));
    }
  }

  private boolean jdkAccepts(byte[] bytes) {
    jdk.reset();
    return !jdk.decode(ByteBuffer.wrap(bytes), characters.clear(), true).isError();
  }

  /** The bits of a code point spread as RFC 3629, section 3 draws them, surrogates too. */
  private static byte[] encodeNaively(int point) {
    if (point < 0x80) {
      return new byte[] {(byte) point};
    }
    if (point < 0x800) {
      return new byte[] {(byte) (0xc0 | point >> 6), low(point)};
    }
    if (point < 0x10000) {
      return new byte[] {(byte) (0xe0 | point >> 12), low(point >> 6), low(point)};
    }
    return new byte[] {(byte) (0xf0 | point >> 18), low(point >> 12), low(point >> 6), low(point)};
  }

  private static byte low(int bits) {
    return (byte) (0x80 | bits & 0x3f);
  }
}
