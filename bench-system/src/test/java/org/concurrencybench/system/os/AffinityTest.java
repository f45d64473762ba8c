package org.concurrencybench.system.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AffinityTest {

  @Test
  void kernelSaysWhereAProcessRuns() throws Exception {
    assumeThat(Affinity.isSupported()).isTrue();
    CpuSet all = Affinity.current().orElseThrow();
    CpuSet one = CpuSet.of(all.numbers().max().orElseThrow());
    Process sleeper = Affinity.callPinned(one, () -> new ProcessBuilder("sleep", "60").start());
    try {
      assertThat(Affinity.ofProcess(sleeper.pid())).contains(one);
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
    assertThat(Affinity.ofProcess(sleeper.pid())).as("it is gone").isEmpty();
  }

  private CpuSet allowed;
  private CpuSet one;

  @BeforeEach
  void onLinux() {
    assumeThat(Affinity.isSupported()).isTrue();
    allowed = Affinity.current().orElseThrow();
    one = CpuSet.of(allowed.numbers().max().orElseThrow());
  }

  @Test
  void currentIsWhatTheKernelSays() throws IOException {
    assertThat(allowed).isEqualTo(allowedOf("thread-self"));
  }

  @Test
  void childJvmSeesThePinnedProcessorsOnly() throws Exception {
    Process child = Affinity.callPinned(one, () -> jvm(CountProcessors.class).start());

    assertThat(new String(child.getInputStream().readAllBytes(), UTF_8).strip()).isEqualTo("1");
    assertThat(child.waitFor()).isZero();
    assertThat(Affinity.current()).hasValue(allowed);
  }

  @Test
  void ownCpusComeBackWhenTheStartFails() {
    Callable<Void> failing =
        () -> {
          assertThat(Affinity.current()).hasValue(one);
          throw new IOException("no such program");
        };
    assertThatThrownBy(() -> Affinity.callPinned(one, failing)).hasMessage("no such program");
    assertThat(Affinity.current()).hasValue(allowed);
  }

  @Test
  void pinsEveryThreadOfTheProcess() throws Exception {
    Process child = jvm(PinItself.class, one.toString()).start();

    List<String> masks = new String(child.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(child.waitFor()).isZero();
    assertThat(masks).hasSizeGreaterThan(10).containsOnly(one.toString());
  }

  @Test
  void saysWhichCpusThereAre() {
    assertThatThrownBy(() -> Affinity.callPinned(CpuSet.of(8000), () -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CPUs 8000: none of them may be used here; allowed are " + allowed);
  }

  @Test
  void virtualThreadIsRefused() throws Exception {
    var attempt = new FutureTask<>(() -> Affinity.callPinned(one, () -> null));
    Thread.ofVirtual().start(attempt).join();
    assertThat(attempt.exceptionNow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("platform thread");
  }

  private static CpuSet allowedOf(String thread) throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc", thread, "status"))) {
      String line =
          status.filter(l -> l.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow();
      return CpuSet.parse(line.substring(line.indexOf(':') + 1));
    }
  }

  private static ProcessBuilder jvm(Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** Prints what the JVM takes for the number of its processors. */
  static final class CountProcessors {
    public static void main(String[] args) {
      System.out.println(Runtime.getRuntime().availableProcessors());
    }
  }

  /** Pins this JVM, starts another thread, and prints the CPUs of each thread. */
  static final class PinItself {
    public static void main(String[] args) throws Exception {
      Affinity.pinThisProcess(CpuSet.parse(args[0]));
      var later = new FutureTask<>(() -> allowedOf("thread-self"));
      Thread.ofPlatform().start(later);
      System.out.println(later.get());
      for (int thread : Proc.threads(Proc.SELF)) {
        // A compiler thread may end between the list and the look.
        if (Files.exists(Path.of("/proc/self/task/" + thread))) {
          System.out.println(allowedOf("self/task/" + thread));
        }
      }
    }
  }
}
