package org.concurrencybench.suite.run;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Tells a person how far the run is: a bar with the time left on a terminal, a line per window
 * elsewhere.
 */
interface Progress extends AutoCloseable {

  /** A window begins. */
  void begins(String cellId, int round);

  /** A window is over, measured or not. */
  void ended();

  @Override
  void close();

  /** For whatever standard error is. */
  static Progress of(int windows, PrintWriter out) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return terminal ? new Bar(windows) : new Lines(windows, out);
  }

  /** A bar that is drawn over and over. */
  final class Bar implements Progress {

    private final ProgressBar bar;

    Bar(int windows) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("windows")
              .setInitialMax(windows)
              .setStyle(ProgressBarStyle.ASCII)
              .setMaxRenderedLength(110)
              .build();
    }

    @Override
    public void begins(String cellId, int round) {
      bar.setExtraMessage(" round " + round + " " + cellId);
    }

    @Override
    public void ended() {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line per window, for logs. */
  final class Lines implements Progress {

    private final int windows;
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();
    private int done;

    Lines(int windows, PrintWriter out) {
      this.windows = windows;
      this.out = out;
    }

    @Override
    public void begins(String cellId, int round) {
      out.printf("[%d/%d] round %d  %s%s%n", done + 1, windows, round, cellId, timeLeft());
      out.flush();
    }

    private String timeLeft() {
      if (done == 0) {
        return "";
      }
      long left = (System.nanoTime() - startNanos) / done * (windows - done);
      Duration time = Duration.ofNanos(left);
      return "  (about %d:%02d left)".formatted(time.toMinutes(), time.toSecondsPart());
    }

    @Override
    public void ended() {
      done++;
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
