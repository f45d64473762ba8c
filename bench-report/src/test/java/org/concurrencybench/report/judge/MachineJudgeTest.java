package org.concurrencybench.report.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.MachineCheck.Limitation;
import org.concurrencybench.report.table.CheckText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineJudgeTest {

  private final Locale before = Locale.getDefault();
  private int serverCpus = 4;
  private boolean sharedCore;
  private @Nullable String governor = "performance";
  private @Nullable String hugePages = "madvise";
  private @Nullable String virtualisation = "none";
  private int threadedConnections = 20_000;
  private long backlog = 4_096;
  private long memoryBytes = 8L << 30;
  private double stolen;
  private double foreign = 0.01;
  private double hiccupMicros = 500;
  private double unitSpread = 0.02;
  private double clockCost = 25;
  private double clockStep = 10;
  private double pacingMicros = 60;
  private @Nullable Long groupBytes;
  private @Nullable Double quota;
  private @Nullable String transport = "epoll";
  private @Nullable String jdk = "25.0.4+7-LTS";
  private @Nullable Double systemCallNanos = 200.0;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void goodMachineHasNoLimitation() {
    assertThat(limitations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stolen, 0.025, 0.026, stolenFraction",
    "foreign, 0.05, 0.051, foreignFraction",
    "hiccup, 10000, 10001, hiccups",
    "unit, 0.15, 0.151, unitSpreadFraction",
    "clock cost, 60, 61, clockCostNanos",
    "clock step, 1000, 1001, clockResolutionNanos",
    "pacing, 100, 101, pacing"
  })
  void figureBeyondItsThresholdIsTold(
      String what, double allowed, double tooMuch, String component) {
    set(what, allowed);
    assertThat(limitations()).isEmpty();
    set(what, tooMuch);
    assertThat(limitations()).extracting(Limitation::figure).containsExactly(component);
    assertThat(limitations().getFirst().value())
        .isGreaterThan(limitations().getFirst().threshold());
  }

  private void set(String what, double value) {
    switch (what) {
      case "stolen" -> stolen = value;
      case "foreign" -> foreign = value;
      case "hiccup" -> hiccupMicros = value;
      case "unit" -> unitSpread = value;
      case "clock cost" -> clockCost = value;
      case "clock step" -> clockStep = value;
      case "pacing" -> pacingMicros = value;
      default -> throw new AssertionError(what);
    }
  }

  @Test
  void oneServerCpuSaysNothingAboutScaling() {
    serverCpus = 1;
    assertThat(sentences())
        .containsExactly(
            "The server has 1 CPU, 2 are needed: nothing can be said about scaling over CPUs (the suite global-lock gives its server a CPU of the driver as well).");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    governor = null;
    assertThat(sentences()).singleElement().asString().startsWith("How the clock rate is set");
    governor = "powersave";
    assertThat(sentences()).singleElement().asString().contains("'powersave'");
  }

  @Test
  void everythingElseThatLimits() {
    sharedCore = true;
    hugePages = "always";
    virtualisation = "KVM";
    threadedConnections = 9_000;
    backlog = 128;
    memoryBytes = 1L << 30;
    assertThat(limitations())
        .extracting(Limitation::figure)
        .containsExactly(
            "sharedCore",
            "virtualisation",
            "threadedConnections",
            "listenBacklog",
            "memoryAvailableBytes",
            "transparentHugePages");
  }

  @Test
  void limitsOfTheControlGroupAreTold() {
    groupBytes = 700L << 20;
    quota = 1.5;
    assertThat(sentences())
        .satisfiesExactly(
            memory ->
                assertThat(memory).startsWith("The control group may use 700 MiB of memory, 2,048"),
            cpu -> assertThat(cpu).startsWith("The control group has a quota of 1.50 CPUs"));
    groupBytes = 4L << 30;
    quota = 8.0;
    assertThat(limitations()).as("as many as the run uses").isEmpty();
  }

  @Test
  void heapsThatDoNotFitIntoTheGroupAreAnObstacle() {
    assertThat(MachineJudge.obstacle(check())).isEmpty();
    groupBytes = 1L << 30;
    assertThat(MachineJudge.obstacle(check())).isEmpty();
    groupBytes = 700L << 20;
    assertThat(MachineJudge.obstacle(check()).orElseThrow())
        .startsWith("The control group may use 700 MiB of memory; the heaps")
        .contains("137");
  }

  @Test
  void whatLiesBelowTheServerIsTold() {
    systemCallNanos = 1_080.0;
    transport = "nio";
    assertThat(limitations())
        .extracting(Limitation::figure)
        .containsExactly("systemCallNanos", "driverTransport");
    assertThat(sentences().getFirst())
        .isEqualTo(
            "A system call that does nothing takes 1080 ns, more than 500 ns: models that make more system calls for a request look more expensive here than on a machine where it is cheap.");
  }

  @ParameterizedTest
  @CsvSource({
    "25, JDK-8369227",
    "25+36-LTS, JDK-8369227",
    "25.0.2+10, JDK-8369227",
    "25.0.3+9-LTS, JDK-8373120",
    "25.0.4+7, ''",
    "26+35, ''",
    "251, ''",
    "not a version, ''"
  })
  void defectsOfAJdkAreNamed(String version, String defect) {
    jdk = version;
    if (defect.isEmpty()) {
      assertThat(limitations()).isEmpty();
    } else {
      assertThat(sentences()).singleElement().asString().contains(version, defect);
    }
  }

  @Test
  void whatIsNotKnownBreaksNoSentence() {
    groupBytes = null;
    transport = null;
    jdk = null;
    systemCallNanos = null;
    MachineCheck check = check();
    assertThat(MachineJudge.judge(check).limitations()).isEmpty();
    assertThat(new CheckText(check).inFull())
        .contains(
            "control group           memory without a limit; CPU without a quota",
            "null system call        not known",
            "Java                    not known")
        .noneMatch(line -> line.contains("null ") && !line.startsWith("null system call"));
  }

  @Test
  void sentencesAreTheSameEverywhere() {
    threadedConnections = 9_000;
    stolen = 0.123;
    Locale.setDefault(Locale.GERMANY);
    assertThat(sentences())
        .anyMatch(sentence -> sentence.startsWith("At most 9,000 connections"))
        .anyMatch(sentence -> sentence.startsWith("12.3 % of the idle CPUs' time was stolen"));
  }

  private List<String> sentences() {
    return limitations().stream().map(Limitation::sentence).toList();
  }

  private List<Limitation> limitations() {
    return MachineJudge.judge(check()).limitations();
  }

  private MachineCheck check() {
    return new MachineCheck(
        8,
        serverCpus,
        "server on CPUs 4-7; driver on CPUs 1-3; backend, launcher on CPU 0",
        sharedCore,
        virtualisation,
        governor,
        "tsc",
        hugePages,
        memoryBytes,
        1_000_000L,
        30_000,
        threadedConnections,
        backlog,
        3,
        stolen,
        foreign,
        times(hiccupMicros),
        Map.of("0", 1.2),
        unitSpread,
        clockCost,
        clockStep,
        times(pacingMicros),
        times(20),
        2.5,
        List.of(),
        groupBytes,
        quota,
        transport,
        jdk,
        systemCallNanos);
  }

  private static LatencySummary times(double micros) {
    return new LatencySummary(3_000, micros, micros, micros, null, null, micros);
  }
}
