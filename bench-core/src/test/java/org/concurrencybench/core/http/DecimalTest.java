package org.concurrencybench.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 13, 99, 100, 1_048_576, Integer.MAX_VALUE})
  void writesWhatItReads(int value) {
    var sink = new RecordingSink();
    Decimal.put(value, sink);
    byte[] written = sink.drain();
    assertThat(written).isEqualTo(Ascii.bytes(Integer.toString(value)));
    assertThat(Decimal.parse(ByteBuffer.wrap(written), 0, written.length)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775806, 9223372036854775806",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "99999999999999999999999999, 9223372036854775807",
    "0000000000000000000000000005, 5",
  })
  void largeNumbersStopAtTheLargest(String text, long expected) {
    assertThat(Decimal.parse(ByteBuffer.wrap(Ascii.bytes(text)), 0, text.length()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1 ", " 1", "0x5", "5,5", "1e3", "½", "99999999999999999999999a"})
  void anythingButDigitsIsMalformed(String text) {
    var bytes = ByteBuffer.wrap(Ascii.bytes(text));
    assertThat(Decimal.parse(bytes, 0, bytes.limit())).isEqualTo(Decimal.MALFORMED);
  }

  @Test
  void readsItsRangeOnly() {
    assertThat(Decimal.parse(ByteBuffer.wrap(Ascii.bytes("x12y")), 1, 3)).isEqualTo(12);
  }
}
