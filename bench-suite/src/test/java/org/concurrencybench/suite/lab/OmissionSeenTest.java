package org.concurrencybench.suite.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OmissionSeenTest {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  private static Histogram millis(long... values) {
    var histogram = new Histogram(3);
    for (long value : values) {
      histogram.recordValue(Duration.ofMillis(value).toNanos());
    }
    return histogram;
  }

  @Test
  void correctionAddsWhatOneRequestInEachIntervalWouldHaveSeen() {
    Histogram corrected = OmissionSeen.corrected(millis(1, 1, 450), INTERVAL);
    assertThat(corrected.getTotalCount()).isEqualTo(2 + 4);
    for (long expected : new long[] {450, 350, 250, 150}) {
      long low = Duration.ofMillis(expected - 2).toNanos();
      long high = Duration.ofMillis(expected + 2).toNanos();
      assertThat(corrected.getCountBetweenValues(low, high)).as("%d ms", expected).isEqualTo(1);
    }
  }

  @Test
  void sentencesCountWhatTookHalfOfTheStall() {
    var seen =
        new OmissionSeen(
            millis(1, 1, 1, 990),
            millis(1, 1, 1, 990, 890),
            millis(1, 1, 499, 500),
            millis(1, 500, 600, 700),
            new StallTheory(Duration.ofSeconds(10), Duration.ofSeconds(1)),
            INTERVAL);
    List<String> sentences = seen.sentences();
    assertThat(sentences).hasSize(3);
    assertThat(sentences.get(0)).contains("1 of its 4 requests").contains("p99 is 990");
    assertThat(sentences.get(1))
        .contains("3 of 4 took that long", "arithmetic says 900.0 ms", "the 1 requests");
    assertThat(sentences.get(2)).contains("one request in 100 ms");
  }
}
