package org.concurrencybench.suite.run;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.suite.suites.Level;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.WrittenLevel;

/**
 * A main class in place of {@code bench run}, with a suite of few levels: results directory, model,
 * levels.
 */
final class PlayedRun {

  private PlayedRun() {}

  public static void main(String[] args) throws Exception {
    List<Level> levels = Arrays.stream(args).skip(2).<Level>map(WrittenLevel::of).toList();
    var suite = new PlayedShortRequests(levels);
    var options =
        new RunOptions(
            Profile.SMOKE,
            List.of(suite),
            List.of(args[1]),
            1,
            Path.of(args[0]),
            1,
            Stream.of(args).collect(Collectors.toList()));
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    RunSummary summary = new BenchmarkRun(options, out).run();
    System.exit(summary.failedRounds() > 0 ? 1 : 0);
  }

  /** Starts it, its words in {@code results/out.txt}. */
  static Process start(Path results, String shell, String model, String... levels)
      throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String line =
        Stream.concat(
                Stream.of(
                    java,
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    PlayedRun.class.getName(),
                    results.toString(),
                    model),
                Stream.of(levels))
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    return new ProcessBuilder("sh", "-c", shell + " exec " + line)
        .redirectErrorStream(true)
        .redirectOutput(results.resolve("out.txt").toFile())
        .start();
  }
}
