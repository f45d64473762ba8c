package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs on a machine or under a load that spoils them. What the window says, not how fast
 * anything was: the machine that runs the tests may be busy itself.
 */
@Timeout(240)
class NoiseTest {

  private static final String FEW = "http/hello/open-200/c5";

  /** More than any driver on one CPU sends. */
  private static final String BEYOND_THE_DRIVER = "http/hello/open-8000000/c100";

  /** One connection, one request at a time: no server answers so fast, and the driver sleeps. */
  private static final String BEYOND_THE_SERVER = "http/hello/open-60000/c1";

  @TempDir private Path results;

  private final List<Process> hogs = new ArrayList<>();
  private CpuLayout layout;

  @BeforeEach
  void divide() {
    layout = CpuLayout.ofThisMachine();
    Assumptions.assumeTrue(layout.pinned() && layout.all().size() > 1, "needs two CPUs");
  }

  @AfterEach
  void endHogs() {
    hogs.forEach(Process::destroyForcibly);
  }

  @Test
  void hogOnTheDriversCpuMakesEveryWindowInvalid() throws Exception {
    for (int cpu : layout.driver().numbers().toArray()) {
      hog(cpu);
    }
    Run run = run(FEW, "http/hello/open-300/c5");

    assertThat(windows(run))
        .hasSize(2)
        .allSatisfy(window -> {
          assertThat(window.status()).isEqualTo(WindowStatus.INVALID);
          assertThat(window.reasons())
              .anyMatch(reason -> reason.startsWith("other processes took"));
        });
  }

  @Test
  void rateBeyondTheDriverIsInvalidAndNotTheServersFault() throws Exception {
    Run run = run(BEYOND_THE_DRIVER);

    assertThat(windows(run))
        .singleElement()
        .satisfies(window -> {
          assertThat(window.status()).isEqualTo(WindowStatus.INVALID);
          assertThat(window.reasons())
              .anyMatch(reason -> reason.startsWith("the driver "))
              .noneMatch(reason -> reason.contains("due and not sent"));
        });
    assertThat(run.cells().getFirst().notes())
        .as("before the run")
        .singleElement()
        .asString()
        .contains("8,000,000 requests/s are more than half of the");
    Calibration.Ceiling ceiling = run.calibration().ceilings().getFirst();
    assertThat(run.calibration().floors())
        .extracting(Calibration.Floor::ratePerSecond)
        .as("at the rate of a claim, and at half of what the driver can do")
        .containsExactly(5_000.0, Math.rint(ceiling.requestsPerSecond() / 2));
    assertThat(Files.readString(results.resolve("out.txt")))
        .contains(
            "driver's ceiling over http", "note: short-requests/virtual/" + BEYOND_THE_DRIVER);
  }

  @Test
  void rateBeyondTheServerSaturatesIt() throws Exception {
    Window window = windows(run(BEYOND_THE_SERVER)).getFirst();

    Assumptions.assumeFalse(
        window.status() == WindowStatus.INVALID
            && window.reasons().stream().allMatch(NoiseTest::isTheMachines),
        () -> "this machine is too busy to tell: " + window.reasons());
    assertThat(window.status()).as(window.reasons().toString()).isEqualTo(WindowStatus.SATURATED);
    assertThat(window.reasons()).anyMatch(reason -> reason.contains("due and not sent"));
  }

  private static boolean isTheMachines(String reason) {
    return Stream.of(
            "other processes took",
            "the machine",
            "the kernel path",
            "the CPU quota",
            "the driver",
            "the server's JIT",
            "% of the CPUs")
        .anyMatch(reason::contains);
  }

  private Run run(String... levels) throws Exception {
    Process launcher = PlayedRun.start(results, "", "virtual", levels);
    launcher.waitFor();
    String words = Files.readString(results.resolve("out.txt"));
    try (Stream<Path> files = Files.list(results)) {
      Path directory =
          files
              .filter(Files::isDirectory)
              .findFirst()
              .orElseThrow(() -> new AssertionError("no run: " + words));
      return RunDirectory.open(directory).load();
    }
  }

  private static List<Window> windows(Run run) {
    return run.cells().stream()
        .flatMap(cell -> cell.rounds().stream())
        .flatMap(round -> round.windows().stream())
        .toList();
  }

  /** A process that computes on that CPU and nowhere else, until the test is over. */
  private void hog(int cpu) throws Exception {
    Callable<Process> start = new ProcessBuilder("sh", "-c", "while :; do :; done")::start;
    Process hog = Affinity.callPinned(CpuSet.of(cpu), start);
    hogs.add(hog);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (hog.toHandle().info().totalCpuDuration().orElseThrow().isZero()) {
      assertThat(System.nanoTime() - deadline).as("the hog runs").isNegative();
      Thread.onSpinWait();
    }
  }
}
