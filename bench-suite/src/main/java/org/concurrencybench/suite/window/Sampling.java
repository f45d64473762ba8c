package org.concurrencybench.suite.window;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.concurrencybench.driver.WindowObserver;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counters of both sides when the measured interval of a window begins, about once a
 * second, and when it ends. Used by one thread.
 */
final class Sampling implements WindowObserver {

  private static final Logger LOG = System.getLogger(Sampling.class.getName());

  private final Reader reader;
  private final LongSupplier clock;
  private final List<CounterReading> seconds = new ArrayList<>();
  private @Nullable End began;
  private @Nullable End ended;

  /** Reads all counters. */
  @FunctionalInterface
  interface Reader {

    /**
     * Those of now.
     *
     * @throws IOException if the server does not answer
     */
    CounterReading read() throws IOException, InterruptedException;
  }

  /**
   * An end of the measured interval.
   *
   * @param nanos when it was
   * @param moment the counters; null if they could not be read
   */
  private record End(long nanos, @Nullable CounterReading moment) {}

  /**
   * Nothing is read yet.
   *
   * @param clock {@link System#nanoTime}, by which moments are taken
   */
  Sampling(Reader reader, LongSupplier clock) {
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public void began() {
    began = new End(clock.getAsLong(), read());
  }

  @Override
  public void ended() {
    ended = new End(clock.getAsLong(), read());
  }

  @Override
  public void progress(Progress progress) {
    CounterReading second = read();
    if (second != null) {
      seconds.add(second);
    }
  }

  /**
   * A server that does not answer is found out when the window is over: the load goes on until
   * then.
   */
  private @Nullable CounterReading read() {
    try {
      return reader.read();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the counters could not be read: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** All of them; where an end of the interval could not be read, the nearest that could. */
  Counters counters(CounterReading before, CounterReading after) {
    End first = began == null ? new End(before.nanos(), before) : began;
    End last = ended == null ? new End(after.nanos(), after) : ended;
    long middle = first.nanos() + (last.nanos() - first.nanos()) / 2;
    List<CounterReading> known = known(before, first, last, after);
    CounterReading from =
        nearest(known.stream().filter(moment -> moment.nanos() - middle < 0), first);
    CounterReading to =
        nearest(known.stream().filter(moment -> moment.nanos() - middle >= 0), last);
    return new Counters(
        before, from, seconds, to, after, first.nanos(), gap(first, from, last, to));
  }

  private List<CounterReading> known(
      CounterReading before, End first, End last, CounterReading after) {
    return Stream.of(
            Stream.of(before),
            Stream.ofNullable(first.moment()),
            seconds.stream(),
            Stream.ofNullable(last.moment()),
            Stream.of(after))
        .flatMap(moments -> moments)
        .toList();
  }

  private static CounterReading nearest(Stream<CounterReading> known, End end) {
    CounterReading own = end.moment();
    return own != null
        ? own
        : known.min(comparingLong(moment -> Math.abs(moment.nanos() - end.nanos()))).orElseThrow();
  }

  private static Counters.@Nullable Gap gap(
      End first, CounterReading from, End last, CounterReading to) {
    String end =
        first.moment() == null
            ? last.moment() == null ? "began and when it ended" : "began"
            : "ended";
    return first.moment() != null && last.moment() != null
        ? null
        : new Counters.Gap(
            end,
            Math.abs(from.nanos() - first.nanos()) + Math.abs(to.nanos() - last.nanos()),
            last.nanos() - first.nanos());
  }
}
