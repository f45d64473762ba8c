package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.concurrencybench.core.protocol.BytesSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

  private static final int MASK = 0x37fa213d;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyLengthOffsetAndPhaseAsTheRfcDefinesIt(boolean direct) {
    Random random = new Random(1);
    for (int length = 0; length < 40; length++) {
      for (int offset = 0; offset < 9; offset++) {
        for (int phase = 0; phase < 6; phase++) {
          byte[] before = new byte[offset + length + 9];
          random.nextBytes(before);
          ByteBuffer bytes =
              direct
                  ? ByteBuffer.allocateDirect(before.length)
                  : ByteBuffer.allocate(before.length);
          bytes.put(before).position(offset).limit(offset + length);

          Mask.apply(bytes, MASK, phase);

          assertThat(bytes.position()).isEqualTo(offset);
          assertThat(bytes.limit()).isEqualTo(offset + length);
          byte[] after = new byte[before.length];
          bytes.clear().get(after);
          assertThat(after).isEqualTo(expected(before, offset, length, phase));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 16, 1000})
  void appendedBytesAreMaskedAndTheSourceIsNot(int length) {
    byte[] source = new byte[length];
    new Random(length).nextBytes(source);
    ByteBuffer bytes = ByteBuffer.wrap(source.clone());
    BytesSink sink = new BytesSink();

    Mask.append(bytes, MASK, sink);

    assertThat(sink.bytes()).isEqualTo(expected(source, 0, length, 0));
    assertThat(bytes).isEqualTo(ByteBuffer.wrap(source));
  }

  /** RFC 6455, section 5.3: octet i is masked with octet i modulo 4. */
  private static byte[] expected(byte[] before, int offset, int length, int phase) {
    byte[] mask = ByteBuffer.allocate(4).putInt(MASK).array();
    byte[] after = before.clone();
    for (int i = 0; i < length; i++) {
      after[offset + i] ^= mask[(i + phase) % 4];
    }
    return after;
  }
}
