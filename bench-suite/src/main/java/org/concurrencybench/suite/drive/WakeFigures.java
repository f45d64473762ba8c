package org.concurrencybench.suite.drive;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.concurrencybench.driver.PollResult;
import org.concurrencybench.driver.Wake;
import org.jspecify.annotations.Nullable;

/**
 * Long polls that were woken: of each figure the median over the wakes, in milliseconds from when
 * the POST was due.
 *
 * @param wakes how many messages were posted
 * @param fewestHeld of the polls, at any wake, those that were held when it was posted
 * @param firstMillis until the first poll had its answer; null if at some wake none had
 * @param medianMillis until half of them had; null likewise
 * @param allMillis until all had; null if at some wake one had none
 */
public record WakeFigures(
    int wakes,
    int fewestHeld,
    @Nullable Double firstMillis,
    @Nullable Double medianMillis,
    @Nullable Double allMillis) {

  private static final double NANOS_PER_MILLI = 1e6;

  static @Nullable WakeFigures of(@Nullable PollResult polls) {
    if (polls == null) {
      return null;
    }
    List<Wake> wakes = polls.wakes();
    return new WakeFigures(
        wakes.size(),
        wakes.stream().mapToInt(Wake::held).min().orElse(0),
        median(wakes, Wake::first),
        median(wakes, Wake::median),
        median(wakes, Wake::all));
  }

  private static @Nullable Double median(
      List<Wake> wakes, Function<Wake, @Nullable Duration> time) {
    List<Double> millis =
        wakes.stream()
            .map(time)
            .filter(Objects::nonNull)
            .map(duration -> duration.toNanos() / NANOS_PER_MILLI)
            .sorted()
            .toList();
    if (millis.isEmpty() || millis.size() < wakes.size()) {
      return null;
    }
    int middle = millis.size() / 2;
    return millis.size() % 2 == 1
        ? millis.get(middle)
        : (millis.get(middle - 1) + millis.get(middle)) / 2;
  }
}
