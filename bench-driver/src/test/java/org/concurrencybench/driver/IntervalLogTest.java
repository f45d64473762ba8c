package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalLogTest {

  private static final long MS = 1_000_000;
  private static final long EPOCH_MILLIS = 1_700_000_000_500L;

  @TempDir private Path folder;

  private static WindowResult window() {
    var window = new Window(0, Duration.ofSeconds(2), Duration.ofSeconds(5));
    long[][] sentAndRepliedMs = {{0, 10}, {100, 400}, {900, 1_100}, {1_500, 1_900}, {1_999, 3_100}};
    for (long[] exchange : sentAndRepliedMs) {
      window.issued();
      window.handedOver(exchange[0] * MS + 3, exchange[0] * MS, false);
      window.sent(exchange[0] * MS);
      window.completed(exchange[1] * MS, exchange[0] * MS, exchange[0] * MS, false);
    }
    window.finish(3_100 * MS);
    return WindowMerge.of(
        new Phase("test", new Loop.Open(2), Duration.ofSeconds(2)),
        EPOCH_MILLIS,
        List.of(window),
        List.of());
  }

  private static List<EncodableHistogram> read(Path file) throws Exception {
    List<EncodableHistogram> all = new ArrayList<>();
    try (var reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next != null) {
          all.add(next);
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
  void whatWasWrittenIsReadBackWhateverTheLocale(String locale) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      Path file = folder.resolve("cell").resolve("round-1.hlog");
      var connect = new Histogram(3);
      connect.recordValue(42_000);
      WindowResult window = window();
      try (var log = IntervalLog.create(file, EPOCH_MILLIS - 1_000)) {
        log.add(
            new Connecting(
                1, 1, Errors.NONE, connect, EPOCH_MILLIS - 1_000, Duration.ofMillis(20)));
        log.add(window);
        assertThat(file).doesNotExist();
      }
      List<EncodableHistogram> read = read(file);
      assertThat(read)
          .extracting(EncodableHistogram::getTag)
          .containsOnly("response", "service", "lateness", "connect");

      var response = new Histogram(3);
      for (EncodableHistogram histogram : read) {
        if ("response".equals(histogram.getTag())) {
          response.add((Histogram) histogram);
        }
      }
      assertThat(response).isEqualTo(window.response());
      assertThat(read.getFirst().getTag()).isEqualTo("connect");
      assertThat(read.getFirst().getMaxValueAsDouble()).isBetween(41_900.0, 42_100.0);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void intervalsAreSecondsOfTheWallClock() throws Exception {
    Path file = folder.resolve("round-1.hlog");
    try (var log = IntervalLog.create(file, EPOCH_MILLIS)) {
      log.add(window());
    }
    List<EncodableHistogram> service =
        read(file).stream().filter(h -> "service".equals(h.getTag())).toList();
    assertThat(service)
        .extracting(EncodableHistogram::getStartTimeStamp)
        .containsExactly(EPOCH_MILLIS, EPOCH_MILLIS + 1_000, EPOCH_MILLIS + 3_000);
    assertThat(service.getLast().getEndTimeStamp()).isEqualTo(EPOCH_MILLIS + 3_100);
    assertThat(((Histogram) service.getFirst()).getTotalCount()).isEqualTo(2);
  }

  @Test
  void theFileIsText() throws Exception {
    Path file = folder.resolve("round-1.hlog");
    try (var log = IntervalLog.create(file, EPOCH_MILLIS)) {
      log.add(window());
    }
    assertThat(Files.readString(file))
        .contains("[Histogram log format version 1.3]")
        .contains("nanoseconds")
        .contains("\nTag=response,");
    assertThat(folder.toFile().list()).containsExactly("round-1.hlog");
  }

  /** The reason is the first failure; what is tried on the stream after that fails otherwise. */
  @Test
  void fullDiskIsNamed() throws Exception {
    var out =
        new CheckedStream(
            new OutputStream() {
              private int writes;

              @Override
              public void write(int b) throws IOException {
                throw new IOException(writes++ == 0 ? "No space left on device" : "closed");
              }

              @Override
              public void flush() throws IOException {
                write(0);
              }
            });
    assertThatIOException().isThrownBy(out::close).withMessage("No space left on device");
    assertThatIOException().isThrownBy(out::check).withMessage("No space left on device");
  }
}
