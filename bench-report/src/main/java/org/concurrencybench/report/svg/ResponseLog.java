package org.concurrencybench.report.svg;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.store.RunDirectory;

/** The response times of a window, from its interval log. */
final class ResponseLog {

  private static final String TAG = "response";
  private static final int DIGITS = 3;

  private ResponseLog() {}

  /**
   * Nanoseconds, all intervals together; empty if the log is missing, cut short or not to be read,
   * so that a chart never shows half of a window for the whole.
   */
  static Optional<Histogram> of(RunDirectory directory, Window window) {
    String path = window.histogramPath();
    return path == null
        ? Optional.empty()
        : directory.resolve(path).filter(Files::isReadable).flatMap(ResponseLog::read);
  }

  private static Optional<Histogram> read(Path log) {
    Histogram all = new Histogram(DIGITS);
    try (HistogramLogReader reader = new HistogramLogReader(file(log))) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        if (interval == null) {
          return Optional.empty();
        }
        if (interval instanceof Histogram part && TAG.equals(part.getTag())) {
          all.add(part);
        }
      }
    } catch (IOException | RuntimeException _) {
      // The reader throws whatever its scanner does on a line that was cut or is no histogram.
      return Optional.empty();
    }
    return all.getTotalCount() == 0 ? Optional.empty() : Optional.of(all);
  }

  private static File file(Path log) {
    return log.toFile();
  }
}
