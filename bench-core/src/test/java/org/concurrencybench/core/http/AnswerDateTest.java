package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AnswerDateTest {

  private long second = Conversation.SECOND;
  private final Answers answers = new Answers(() -> second);

  @Test
  void theDateFollowsTheClock() {
    assertThat(hello()).contains("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    second++;
    assertThat(hello()).contains("\r\nDate: Sun, 06 Nov 1994 08:49:38 GMT\r\n");
    second -= 86_400;
    assertThat(hello()).contains("\r\nDate: Sat, 05 Nov 1994 08:49:38 GMT\r\n");
  }

  @Test
  void aSecondIsFormattedOnce() {
    var ends = new HeadEnds(second);
    assertThat(ends.of(Persistence.KEEP)).isSameAs(ends.of(Persistence.KEEP));
    assertThat(ends.epochSecond()).isEqualTo(second);
  }

  @Test
  void theLanguageOfTheMachineDoesNotMatter() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
    try {
      assertThat(new String(new HeadEnds(second).of(Persistence.CLOSE), US_ASCII))
          .isEqualTo("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nConnection: close\r\n\r\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  private String hello() {
    var sink = new RecordingSink();
    answers.text(ByteBuffer.wrap(Ascii.bytes("hi")), false, Persistence.KEEP, sink);
    return sink.drainText();
  }
}
