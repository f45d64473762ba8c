package org.concurrencybench.system.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessStatTest {

  private static final long BURNT_NANOS = MILLISECONDS.toNanos(300);

  @BeforeEach
  void onLinux() {
    assumeThat(Libc.isAvailable()).isTrue();
  }

  @Test
  void processorTimeOfAnotherProcessIncludesItsEndedThreads() throws Exception {
    Process child = startChild();
    try (var answers = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
      assertThat(answers.readLine()).isEqualTo("ready");
      ProcessStat before = ProcessStat.of(child.pid()).orElseThrow();
      tell(child);
      assertThat(answers.readLine()).isEqualTo("burnt");
      ProcessStat after = ProcessStat.of(child.pid()).orElseThrow();
      // The child says what it knows of itself, for which it must first load and compile something.
      tell(child);
      long ownNanos = Long.parseLong(answers.readLine());

      assertThat(after.since(before).cpuNanos())
          .isGreaterThanOrEqualTo(BURNT_NANOS - MILLISECONDS.toNanos(5));
      long last = ProcessStat.of(child.pid()).orElseThrow().cpuNanos();
      assertThat(ownNanos)
          .isBetween(after.cpuNanos() - MILLISECONDS.toNanos(20), last + MILLISECONDS.toNanos(20));
      assertThat(after.threads()).isGreaterThan(5);
      assertThat(after.rssBytes()).isBetween(10L << 20, 4L << 30);
    } finally {
      child.getOutputStream().close();
    }
    assertThat(child.waitFor()).isZero();
  }

  /** Its children do the work, one of them ends and is waited for, one becomes a zombie. */
  @Test
  void treeHasTheTimeOfChildrenLivingAndEnded() throws Exception {
    String burn = "i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done";
    Process parent =
        new ProcessBuilder(
                "sh",
                "-c",
                "("
                    + burn
                    + ") & wait; echo ended; ("
                    + burn
                    + "; cat) <&0 & read x; exec sleep 100")
            .start();
    try (var answers = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
      ProcessStat before = ProcessStat.ofTree(parent.pid()).orElseThrow();
      assertThat(answers.readLine()).isEqualTo("ended");
      ProcessStat ended = ProcessStat.ofTree(parent.pid()).orElseThrow();
      long alone = ProcessStat.of(parent.pid()).orElseThrow().cpuNanos();
      long ofEnded = ended.since(before).cpuNanos();
      assertThat(ofEnded).as("of the child that was waited for").isGreaterThan(alone);

      await(() -> ProcessStat.ofTree(parent.pid()).orElseThrow().processes() > 1);
      await(() ->
          ProcessStat.ofTree(parent.pid()).orElseThrow().since(ended).cpuNanos() > ofEnded / 2);
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly().waitFor();
    }
    assertThat(ProcessStat.ofTree(parent.pid())).isEmpty();
  }

  @Test
  void processThatEndsWhileItIsReadIsNoFault() throws Exception {
    for (int n = 0; n < 100; n++) {
      Process process = new ProcessBuilder("sh", "-c", ":").start();
      while (ProcessStat.ofTree(process.pid()).isPresent()) {
        Thread.onSpinWait();
      }
      process.waitFor();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - until).as("waited for a minute").isNegative();
      Thread.sleep(10);
    }
  }

  @Test
  void seenFromInsideAndOutsideItIsTheSame() {
    ProcessStat self = ProcessStat.of(ProcessHandle.current().pid()).orElseThrow();
    assertThat(self.cpuNanos())
        .isCloseTo(ResourceUsage.now().cpuNanos(), within(MILLISECONDS.toNanos(100)));
    assertThat(self.switches().values()).anyMatch(switches -> switches.voluntary() > 0);
  }

  @Test
  void switchesAreADifferenceWhileTheThreadsStay() {
    var before = new ProcessStat(7, 100, 0, Map.of(7, new Switches(10, 1), 8, new Switches(20, 2)));
    var after = new ProcessStat(7, 350, 0, Map.of(7, new Switches(11, 1), 8, new Switches(25, 4)));
    assertThat(after.since(before)).isEqualTo(new ProcessStat.Use(250, 6L, 2L));
  }

  @Test
  void switchesAreUnknownWhenAThreadCameOrWent() {
    var before = new ProcessStat(7, 100, 0, Map.of(7, new Switches(10, 1), 8, new Switches(20, 2)));
    var after = new ProcessStat(7, 350, 0, Map.of(7, new Switches(11, 1), 9, new Switches(3, 0)));
    assertThat(after.since(before)).isEqualTo(new ProcessStat.Use(250, null, null));
  }

  @Test
  void twoProcessesAreNotCompared() {
    var other = new ProcessStat(8, 0, 0, Map.of());
    assertThatThrownBy(() -> new ProcessStat(7, 0, 0, Map.of()).since(other))
        .hasMessage("process 7 compared with process 8");
  }

  @Test
  void processThatIsNotThereIsEmpty() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    assertThat(ProcessStat.of(gone.pid())).isEmpty();
  }

  private static void tell(Process child) throws Exception {
    child.getOutputStream().write('\n');
    child.getOutputStream().flush();
  }

  private static Process startChild() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Burner.class.getName());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /**
   * Computes in a thread that then ends, and says when; then says what it used; one step per line.
   */
  static final class Burner {
    public static void main(String[] args) throws Exception {
      System.out.println("ready");
      System.in.read();
      Thread burner = Thread.ofPlatform().start(Burner::burn);
      burner.join();
      System.out.println("burnt");
      System.in.read();
      System.out.println(ResourceUsage.now().cpuNanos());
      System.in.readAllBytes();
    }

    private static void burn() {
      var threads = ManagementFactory.getThreadMXBean();
      while (threads.getCurrentThreadCpuTime() < BURNT_NANOS) {
        Thread.onSpinWait();
      }
    }
  }
}
