package org.concurrencybench.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrammarTest {

  @Test
  void findsTheFirstControlCharacterWhateverItIsAndWhereverItStands() {
    for (int value = 0; value < 256; value++) {
      for (int at = 0; at < 20; at++) {
        var bytes = new byte[20];
        Arrays.fill(bytes, (byte) 'a');
        bytes[at] = (byte) value;
        boolean control = value < 0x20 && value != '\t' || value == 0x7f;
        assertThat(Grammar.indexOfControl(ByteBuffer.wrap(bytes), 0, 20))
            .as("0x%02x at %d", value, at)
            .isEqualTo(control ? at : 20);
      }
    }
  }

  @Test
  void findsTheSameControlCharacterAsASearchByteByByte() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      var bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte) (random.nextInt(20) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
      }
      int from = random.nextInt(bytes.length + 1);
      int expected = from;
      while (expected < bytes.length && !Grammar.isControl(bytes[expected])) {
        expected++;
      }
      assertThat(Grammar.indexOfControl(ByteBuffer.wrap(bytes), from, bytes.length))
          .isEqualTo(expected);
    }
  }

  @Test
  void neverReadsBehindTheRange() {
    var in = ByteBuffer.wrap(Ascii.bytes("abcdefgh\r"));
    for (int to = 0; to < 9; to++) {
      assertThat(Grammar.indexOfControl(in, 0, to)).isEqualTo(to);
    }
  }

  @Test
  void tokensAreThoseOfRfc9110() {
    String tokens = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int b = 0; b < 256; b++) {
      assertThat(Grammar.isToken((byte) b)).as("0x%02x", b).isEqualTo(tokens.indexOf(b) >= 0);
    }
  }
}
