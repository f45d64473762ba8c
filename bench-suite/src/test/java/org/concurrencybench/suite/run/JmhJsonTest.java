package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.WrittenLevel;
import org.concurrencybench.system.os.CpuLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JmhJsonTest {

  private static final Instant START = Instant.parse("2026-07-31T14:25:01Z");
  private static final Cell CELL =
      WrittenLevel.of("http/hello/open-5000/c100").cell("short-requests", Contender.of("virtual"));
  private static final Cell OTHER =
      WrittenLevel.of("http/hello/closed/c1").cell("short-requests", Contender.of("virtual"));

  @Test
  void cellIsABenchmarkWithItsParameters() {
    JsonNode benchmark = only(run());
    assertThat(benchmark.path("jmhVersion").stringValue()).isEqualTo("1.37");
    assertThat(benchmark.path("jdkVersion").stringValue())
        .isEqualTo(System.getProperty("java.version"));
    assertThat(benchmark.path("vmName").stringValue())
        .isEqualTo(System.getProperty("java.vm.name"));
    assertThat(benchmark.path("benchmark").stringValue())
        .isEqualTo("org.concurrencybench.short-requests");
    assertThat(benchmark.path("mode").stringValue()).isEqualTo("thrpt");
    JsonNode params = benchmark.path("params");
    assertThat(params.path("model").stringValue()).isEqualTo("virtual");
    assertThat(params.path("protocol").stringValue()).isEqualTo("http");
    assertThat(params.path("connections").stringValue()).isEqualTo("100");
    assertThat(params.path("loop").stringValue()).isEqualTo("open");
  }

  @Test
  void scoreIsRequestsPerSecondAndForksAreRounds() {
    JsonNode benchmark = only(run());
    assertThat(benchmark.path("forks").intValue()).isEqualTo(3);
    JsonNode score = benchmark.path("primaryMetric");
    assertThat(score.path("scoreUnit").stringValue()).isEqualTo("ops/s");
    assertThat(score.path("score").doubleValue()).isCloseTo(5_000.5, within(1e-6));
    assertThat(
            StreamSupport.stream(score.path("rawData").spliterator(), false)
                .map(fork -> fork.get(0).doubleValue()))
        .containsExactly(4_999.5, 5_000.5, 5_001.5);
  }

  @Test
  void percentileIsThatOfTheWorstRoundAndSaysSo() {
    JsonNode secondary = only(run()).path("secondaryMetrics");
    assertThat(secondary.path("response.p99.worstRound").path("score").doubleValue())
        .isEqualTo(1_003.0);
    assertThat(secondary.path("response.p99.worstRound").path("scoreUnit").stringValue())
        .isEqualTo("us");
  }

  @Test
  void costIsTheMeanOfTheRounds() {
    JsonNode secondary = only(run()).path("secondaryMetrics");
    assertThat(secondary.path("server.cpuPerRequest").path("score").doubleValue())
        .isCloseTo(20.5, within(1e-9));
    assertThat(secondary.path("driver.cpuPerRequest").path("score").doubleValue())
        .isCloseTo(10.0, within(1e-9));
  }

  @Test
  void whatWasNotMeasuredIsAbsent() {
    JsonNode secondary = only(run()).path("secondaryMetrics");
    assertThat(secondary.propertyNames())
        .contains("response.max.worstRound", "server.cpuPerRequest")
        .doesNotContain(
            "response.p99.9.worstRound",
            "server.allocatedPerRequest",
            "server.voluntarySwitchesPerRequest");
  }

  @Test
  void windowThatIsNotValidIsLeftOut() {
    Run run =
        begun()
            .withWindow(CELL.id(), 1, window(1, WindowStatus.SATURATED, 100))
            .withWindow(CELL.id(), 2, window(2, WindowStatus.INVALID, 100))
            .withWindow(CELL.id(), 3, window(3, WindowStatus.VALID, 5_000))
            .withWindow(OTHER.id(), 1, Window.failed(1, 1, START, "the server died"));
    JsonNode benchmark = only(run);
    assertThat(benchmark.path("forks").intValue()).isEqualTo(1);
    assertThat(benchmark.path("primaryMetric").path("score").doubleValue()).isEqualTo(5_000);
  }

  @Test
  void runWithoutAnyValidWindowIsAnEmptyList() {
    assertThat(parse(JmhJson.of(begun())).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab"})
  void localeOfTheUserDoesNotShow(String locale) {
    String expected = JmhJson.of(run());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      assertThat(parse(JmhJson.of(run()))).isEqualTo(parse(expected));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static JsonNode only(Run run) {
    JsonNode benchmarks = parse(JmhJson.of(run));
    assertThat(benchmarks.size()).isEqualTo(1);
    return benchmarks.get(0);
  }

  private static JsonNode parse(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static Run run() {
    Run run = begun();
    for (int round = 1; round <= 3; round++) {
      run = run.withWindow(CELL.id(), round, window(round, WindowStatus.VALID, 4_998.5 + round));
    }
    return run;
  }

  private static Run begun() {
    var plan =
        new Plan("quick", List.of("short-requests"), List.of("virtual"), 3, 1, 5, 20, List.of());
    CpuLayout layout = CpuLayout.parse("pinned/1/0/0/0/");
    return Run.started(
        "20260731-142501-quick",
        START,
        EnvironmentProbe.environment(layout, List.of("bench"), List.of(), null),
        plan,
        List.of(CELL, OTHER));
  }

  private static Window window(int round, WindowStatus status, double requestsPerSecond) {
    return new Window(
        1,
        1,
        status,
        status == WindowStatus.VALID ? List.of() : List.of("a reason"),
        START,
        5,
        new Throughput(requestsPerSecond, 5_000.0, 25_000, 25_000),
        Latency.of(times(1_000.0 + round), null, null, null),
        null,
        new ServerCost(18.5 + round, 0.5, null, null, null, null, null, null, null),
        new DriverCost(10.0, 0.1, null),
        MachineNoise.NOT_MEASURED,
        null,
        Map.of(),
        Map.of(),
        null);
  }

  private static LatencySummary times(@Nullable Double p99) {
    return new LatencySummary(25_000, 100.0, 200.0, p99, null, null, 9_000.0);
  }
}
