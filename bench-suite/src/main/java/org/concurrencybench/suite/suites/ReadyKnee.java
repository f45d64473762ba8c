package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.knee.Knee;
import org.concurrencybench.suite.knee.KneeSearch;
import org.concurrencybench.suite.knee.ProbeLengths;
import org.concurrencybench.suite.knee.Step;
import org.concurrencybench.suite.knee.Sustained;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.WindowExtras;

/**
 * A search that may begin. Its window is the last one with the load that was found, or, if none met
 * the objective, with the lowest that did not; the knee stands beside it.
 */
final class ReadyKnee implements ReadyLoad {

  private final KneeLevel level;
  private final RisingLoad load;
  private final List<Tried> tried = new ArrayList<>();

  /** Of those tried, the one that stands for the knee. */
  private int result;

  private record Tried(double load, MeasuredWindow window) {}

  /** Takes over {@code load}. */
  ReadyKnee(KneeLevel level, RisingLoad load) {
    this.level = level;
    this.load = load;
  }

  @Override
  public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
    ProbeLengths lengths = level.lengths(duration);
    Knee knee = new KneeSearch(level.range()).run(probe -> tried(probe, lengths)).orElseThrow();
    result = standingFor(knee);
    return tried.get(result).window().with(extras(knee));
  }

  private Sustained tried(Step.Probe probe, ProbeLengths lengths)
      throws IOException, InterruptedException {
    MeasuredWindow measured =
        load.measure(probe.load(), lengths.of(probe, load.ratePerSecond(probe.load())));
    tried.add(new Tried(probe.load(), measured));
    Window window = measured.toWindow(1, null);
    return level.objective().judge(window.status(), window.latency());
  }

  /** The last window with its load, which is the longest. */
  private int standingFor(Knee knee) {
    Double wanted = knee.met() == null ? knee.above() : knee.met();
    int last = tried.size() - 1;
    for (int i = last; i >= 0 && wanted != null; i--) {
      if (tried.get(i).load() == wanted) {
        return i;
      }
    }
    return last;
  }

  private WindowExtras extras(Knee knee) {
    WindowExtras extras =
        WindowExtras.NONE
            .with("kneeProbes", knee.probes())
            .with("kneeSettled", knee.settled() ? 1 : 0)
            .with("kneeDriverLimited", knee.limit() == Knee.Limit.DRIVER ? 1 : 0);
    if (knee.met() != null) {
      extras = extras.with(level.axis().metFigure(), knee.met());
    }
    return knee.above() == null ? extras : extras.with(level.axis().aboveFigure(), knee.above());
  }

  @Override
  public List<MeasuredWindow> probes() {
    List<MeasuredWindow> others = new ArrayList<>(tried.stream().map(Tried::window).toList());
    if (!others.isEmpty()) {
      others.remove(result);
    }
    return others;
  }

  @Override
  public void close() {
    load.close();
  }
}
