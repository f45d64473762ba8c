package org.concurrencybench.suite.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Tells a person how far the run is: a bar with the time left on a terminal, a line per window
 * elsewhere.
 */
interface Progress extends AutoCloseable {

  /** A window begins. */
  default void begins(String cellId, int round) {
    begins("round " + round + "  " + cellId);
  }

  /** Something that is called {@code what} begins. */
  void begins(String what);

  /** It is over, measured or not. */
  void ended();

  /** A line of words, between two windows. */
  void says(String line);

  @Override
  void close();

  /** Of that many windows, for whatever standard error is. */
  static Progress of(int windows, PrintWriter out) {
    return of("windows", windows, out);
  }

  /**
   * For whatever standard error is.
   *
   * @param what what is counted, in a word
   */
  static Progress of(String what, int count, PrintWriter out) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return terminal ? new Bar(what, count, out) : new Lines(count, out);
  }

  /** A bar that is drawn over and over. */
  final class Bar implements Progress {

    private static final int WIDTH = 110;

    private final ProgressBar bar;
    private final PrintWriter out;

    Bar(String what, int count, PrintWriter out) {
      this.out = out;
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(count)
              .setStyle(ProgressBarStyle.ASCII)
              .setMaxRenderedLength(WIDTH)
              .build();
    }

    @Override
    public void begins(String what) {
      bar.setExtraMessage(" " + what);
    }

    @Override
    public void ended() {
      bar.step();
    }

    /** In the place of the bar, which is drawn again below. */
    @Override
    public void says(String line) {
      out.printf("\r%-" + WIDTH + "s%n", line);
      out.flush();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line for each, for logs. */
  final class Lines implements Progress {

    private final int count;
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();
    private int done;

    Lines(int count, PrintWriter out) {
      this.count = count;
      this.out = out;
    }

    @Override
    public void begins(String what) {
      out.printf(Locale.ROOT, "[%d/%d] %s%s%n", done + 1, count, what, timeLeft());
      out.flush();
    }

    private String timeLeft() {
      if (done == 0) {
        return "";
      }
      long left = (System.nanoTime() - startNanos) / done * (count - done);
      Duration time = Duration.ofNanos(left);
      return String.format(
          Locale.ROOT, "  (about %d:%02d left)", time.toMinutes(), time.toSecondsPart());
    }

    @Override
    public void ended() {
      done++;
    }

    @Override
    public void says(String line) {
      out.println(line);
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
