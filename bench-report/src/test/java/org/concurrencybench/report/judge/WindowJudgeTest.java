package org.concurrencybench.report.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowJudgeTest {

  @Test
  void quietWindowIsValid() {
    assertThat(judge(new Facts())).isEqualTo(new Judgement(WindowStatus.VALID, List.of()));
  }

  @Test
  void windowOfWhichNothingIsKnownIsValid() {
    var facts = new Facts();
    facts.latenessP99Micros = null;
    facts.driverUtilisation = null;
    facts.stolenFraction = null;
    facts.littleRatio = null;
    assertThat(judge(facts).status()).isEqualTo(WindowStatus.VALID);
  }

  @Test
  void slowServerIsNoReason() {
    var facts = new Facts();
    facts.responseMicros = 30e6;
    facts.requestsPerSecond = 0.1;
    assertThat(judge(facts).status()).isEqualTo(WindowStatus.VALID);
  }

  @ParameterizedTest
  @CsvSource({"5000, VALID", "5000.5, INVALID", "12345.6, INVALID"})
  void lateDriver(double micros, WindowStatus status) {
    var facts = new Facts();
    facts.latenessP99Micros = micros;
    assertThat(judge(facts).status()).isEqualTo(status);
    facts.openLoop = false;
    assertThat(judge(facts).status()).as("closed loop").isEqualTo(WindowStatus.VALID);
  }

  @Test
  void lateDriverIsToldWithItsThreshold() {
    var facts = new Facts();
    facts.latenessP99Micros = 12_345.6;
    assertThat(judge(facts).reasons())
        .containsExactly(
            "the driver was late: p99 of its lateness 12346 us, at most 5000 us are allowed");
  }

  @ParameterizedTest
  @CsvSource({"0.9, VALID", "0.9001, INVALID"})
  void busyDriver(double utilisation, WindowStatus status) {
    var facts = new Facts();
    facts.driverUtilisation = utilisation;
    assertThat(judge(facts).status()).isEqualTo(status);
    facts.openLoop = false;
    assertThat(judge(facts).status()).as("closed loop").isEqualTo(WindowStatus.VALID);
  }

  @Test
  void busyDriverIsToldWithItsThreshold() {
    var facts = new Facts();
    facts.driverUtilisation = 0.97;
    assertThat(judge(facts).reasons())
        .containsExactly("the driver used 97 % of its CPUs, at most 90 % are allowed");
  }

  @ParameterizedTest
  @CsvSource({"0.05, VALID", "0.051, INVALID"})
  void stolenTime(double fraction, WindowStatus status) {
    var facts = new Facts();
    facts.stolenFraction = fraction;
    assertThat(judge(facts).status()).isEqualTo(status);
    facts.openLoop = false;
    assertThat(judge(facts).status()).as("closed loop").isEqualTo(status);
  }

  @Test
  void stolenTimeIsToldWithItsThreshold() {
    var facts = new Facts();
    facts.stolenFraction = 0.1234;
    assertThat(judge(facts).reasons())
        .containsExactly(
            "12.3 % of the CPUs' time was stolen by the hypervisor, at most 5 % are allowed");
  }

  @ParameterizedTest
  @CsvSource({"100, VALID", "100.5, INVALID"})
  void stalledDriver(double millis, WindowStatus status) {
    var facts = new Facts();
    facts.stallMillis = millis;
    assertThat(judge(facts).status()).isEqualTo(status);
    facts.openLoop = false;
    assertThat(judge(facts).status()).as("closed loop").isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"100, VALID", "100.5, INVALID"})
  void machineThatStandsStill(double millis, WindowStatus status) {
    var facts = new Facts();
    facts.hiccupMillis = millis;
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"0.1, VALID", "0.101, INVALID"})
  void otherProcesses(double fraction, WindowStatus status) {
    var facts = new Facts();
    facts.foreignFraction = fraction;
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"0.1, VALID", "0.101, INVALID"})
  void busyCompilers(double fraction, WindowStatus status) {
    var facts = new Facts();
    facts.compiling = new Compiling(fraction, 1);
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.2, VALID",
    "0.041, 0.2, INVALID",
    "0.02, 0.02, VALID",
    "0.021, 0.021, INVALID",
    "0, 0, VALID"
  })
  void busyCompilersOfServersThatAreMostlyIdle(
      double compilers, double server, WindowStatus status) {
    var facts = new Facts();
    facts.compiling = new Compiling(compilers, server);
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @Test
  void shareOfTheCompilersIsTold() {
    var facts = new Facts();
    facts.compiling = new Compiling(0.098, 0.34);
    assertThat(judge(facts).reasons())
        .containsExactly(
            "the server's JIT took 29 % of the server's CPU, at most 20 % are allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 0, VALID",
    "1000, 990, 10, VALID",
    "1000, 989, 10, INVALID",
    "1000, 1001, 0, INVALID"
  })
  void everyDeliveryIsAccountedFor(long due, long arrived, long dropped, WindowStatus status) {
    var facts = new Facts();
    facts.deliveries = new Deliveries(10, due, arrived, dropped, 100, null);
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @Test
  void whatWasTakenInIsToldWithItsThreshold() {
    var facts = new Facts();
    facts.stallMillis = 250.0;
    facts.hiccupMillis = 123.4;
    facts.compiling = new Compiling(0.25, 1);
    facts.deliveries = new Deliveries(10, 10_000, 9_989, 10, 100, null);
    assertThat(judge(facts).reasons())
        .containsExactly(
            "wrong deliveries: 10,000 were due, 9,989 arrived and 10 were declared dropped",
            "the driver stalled for 250 ms, at most 100 ms are allowed",
            "the machine stood still for 123 ms, at most 100 ms are allowed",
            "the server's JIT was busy for 25 % of the window, at most 10 % are allowed");
  }

  @ParameterizedTest
  @CsvSource({"0.996, VALID", "1.004, VALID", "0.99, INVALID", "1.01, INVALID"})
  void littlesLaw(double ratio, WindowStatus status) {
    var facts = new Facts();
    facts.littleRatio = ratio;
    assertThat(judge(facts).status()).isEqualTo(status);
    facts.deliveries = new Deliveries(100, 1_000, 1_000, 0, 100, null);
    assertThat(judge(facts).status()).as("of a chat").isEqualTo(status);
  }

  @Test
  void brokenLawIsToldWithTheRatio() {
    var facts = new Facts();
    facts.littleRatio = 0.5;
    assertThat(judge(facts).reasons())
        .containsExactly(
            "Little's law is broken: the time in flight is 0.500 times the service times that were recorded");
  }

  @Test
  void wrongRepliesAreInvalidAndNotWhatTheServerCouldNotSustain() {
    var facts = new Facts();
    facts.wrongReplies = 3;
    facts.errors = Map.of("wrong reply", 3L);
    assertThat(judge(facts))
        .isEqualTo(new Judgement(WindowStatus.INVALID, List.of("3 wrong replies")));
  }

  @Test
  void failureOutsideOfRequestsIsToldAsItIs() {
    var facts = new Facts();
    facts.failures = List.of("the server died");
    assertThat(judge(facts))
        .isEqualTo(new Judgement(WindowStatus.INVALID, List.of("the server died")));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 50000, 500, VALID",
    "100, 50000, 501, SATURATED",
    "100, 1000, 100, VALID",
    "100, 1000, 101, SATURATED"
  })
  void backlogMayBeAConnectionsWorthOrAHundredth(
      int connections, long issued, long backlog, WindowStatus status) {
    var facts = new Facts();
    facts.connections = connections;
    facts.connectionsOpened = connections;
    facts.issued = issued;
    facts.backlogAtEnd = backlog;
    assertThat(judge(facts).status()).isEqualTo(status);
    facts.openLoop = false;
    assertThat(judge(facts).status()).as("closed loop").isEqualTo(WindowStatus.VALID);
  }

  @Test
  void backlogIsToldWithItsThreshold() {
    var facts = new Facts();
    facts.issued = 50_000;
    facts.backlogAtEnd = 12_000;
    assertThat(judge(facts).reasons())
        .containsExactly(
            "12,000 of 50,000 requests were due and not sent at the end, at most 500 are allowed");
  }

  @Test
  void missingConnectionsSaturate() {
    var facts = new Facts();
    facts.connections = 2_000;
    facts.connectionsOpened = 1_999;
    facts.errors = Map.of("connection refused connect", 1L);
    assertThat(judge(facts))
        .isEqualTo(
            new Judgement(
                WindowStatus.SATURATED,
                List.of(
                    "only 1,999 of 2,000 connections could be opened",
                    "1 connection failed: refused connect")));
  }

  @Test
  void failedRequestsSaturateByKindInOrder() {
    var facts = new Facts();
    facts.errors = Map.of("timeout", 1_234L, "reset", 2L, "closed", 0L);
    assertThat(judge(facts))
        .isEqualTo(
            new Judgement(
                WindowStatus.SATURATED,
                List.of("2 requests failed: reset", "1,234 requests failed: timeout")));
  }

  @Test
  void faultOfTheDriverHidesThatOfTheServer() {
    var facts = new Facts();
    facts.errors = Map.of("timeout", 10L);
    facts.backlogAtEnd = 40_000;
    facts.driverUtilisation = 0.95;
    assertThat(judge(facts).status()).isEqualTo(WindowStatus.INVALID);
    assertThat(judge(facts).reasons()).hasSize(1).first().asString().startsWith("the driver used");
  }

  @Test
  void everyReasonIsTold() {
    assertThat(judge(allAtOnce()).reasons()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
  void localeOfTheUserDoesNotShow(String locale) {
    Locale before = Locale.getDefault();
    List<String> expected = judge(allAtOnce()).reasons();
    Facts behind = new Facts();
    behind.backlogAtEnd = 12_345;
    List<String> expectedBehind = judge(behind).reasons();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      assertThat(judge(allAtOnce()).reasons()).isEqualTo(expected);
      assertThat(judge(behind).reasons()).isEqualTo(expectedBehind);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Facts allAtOnce() {
    var facts = new Facts();
    facts.latenessP99Micros = 6_543.2;
    facts.driverUtilisation = 0.95;
    facts.stolenFraction = 0.5;
    facts.littleRatio = 2.0;
    facts.wrongReplies = 1_000;
    facts.failures = List.of("the server died");
    facts.stallMillis = 1_234.5;
    facts.hiccupMillis = 1_234.5;
    facts.compiling = new Compiling(0.5, 1);
    facts.deliveries = new Deliveries(10, 12_345, 0, 0, 0, null);
    return facts;
  }

  /** Lateness of so few events that it has no 99th percentile. */
  @ParameterizedTest
  @CsvSource({
    "300, 4900, 19000, VALID",
    "300, 5100, 19000, INVALID",
    "300, 900, 21000, INVALID",
    "60, , 19000, VALID",
    "60, , 21000, INVALID",
    "3, , 6000, VALID",
    "3, , 21000, INVALID"
  })
  void latenessOfFewEventsIsJudgedByWhatTheyHave(
      long events, @Nullable Double p90, double max, WindowStatus status) {
    Facts facts = new Facts();
    facts.fewEvents = new LatencySummary(events, 100.0, p90, null, null, null, max);
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @Test
  void latenessOfFewEventsIsToldWithWhatItWasJudgedBy() {
    Facts facts = new Facts();
    facts.fewEvents = new LatencySummary(60, 5_500.0, null, null, null, null, 30_000.0);
    assertThat(judge(facts).reasons())
        .containsExactly(
            "the driver was late: p50 of its lateness 5500 us, at most 5000 us are allowed",
            "the driver was late: max of its lateness 30000 us, at most 20000 us are allowed");
  }

  /** Rooms of ten: one for each member. A room of a thousand: what five publishes are worth. */
  @ParameterizedTest
  @CsvSource({
    "6000, 60000, 1000, VALID",
    "6000, 60000, 1001, SATURATED",
    "60000, 600000, 6000, VALID",
    "60000, 600000, 6001, SATURATED",
    "60, 60000, 5000, VALID",
    "60, 60000, 5001, SATURATED"
  })
  void chatThatLeavesDeliveriesOutstandingIsSaturated(
      long published, long due, long outstanding, WindowStatus status) {
    Facts facts = new Facts();
    facts.connections = 1_000;
    facts.connectionsOpened = 1_000;
    facts.issued = published;
    facts.deliveries = new Deliveries(published, due, due, 0, 20_000, null);
    facts.backlogAtEnd = outstanding;
    assertThat(judge(facts).status()).isEqualTo(status);
  }

  @Test
  void outstandingDeliveriesAreToldWithTheirThreshold() {
    Facts facts = new Facts();
    facts.issued = 60;
    facts.deliveries = new Deliveries(60, 60_000, 60_000, 0, 20_000, null);
    facts.backlogAtEnd = 9_876;
    assertThat(judge(facts).reasons())
        .containsExactly(
            "9,876 of 60,000 deliveries were due and had not arrived at the end, at most 5,000 are allowed");
  }

  private static Judgement judge(Facts facts) {
    return WindowJudge.judge(facts.evidence());
  }

  /** A window in which all went well, until a test changes it. */
  private static final class Facts {
    boolean openLoop = true;
    int connections = 100;
    int connectionsOpened = 100;
    double requestsPerSecond = 5_000;
    long issued = 50_000;
    double responseMicros = 200;
    @Nullable Double latenessP99Micros = 100.0;
    long backlogAtEnd;
    @Nullable Double littleRatio = 1.0;
    @Nullable Double driverUtilisation = 0.2;
    @Nullable Double stolenFraction = 0.0;
    Map<String, Long> errors = Map.of();
    long wrongReplies;
    @Nullable Double stallMillis;
    @Nullable Double hiccupMillis;
    @Nullable Double foreignFraction;
    @Nullable Compiling compiling;
    @Nullable Deliveries deliveries;
    @Nullable LatencySummary fewEvents;
    List<String> failures = List.of();

    Evidence evidence() {
      return new Evidence(
          openLoop,
          connections,
          connectionsOpened,
          new Throughput(requestsPerSecond, openLoop ? 5_000.0 : null, issued, issued),
          new Latency(
              times(responseMicros),
              null,
              fewEvents == null ? times(latenessP99Micros) : fewEvents,
              null,
              List.of()),
          backlogAtEnd,
          littleRatio,
          new DriverCost(20.0, driverUtilisation, stallMillis),
          new MachineNoise(
              stolenFraction, null, null, null, hiccupMillis, null, null, foreignFraction),
          errors,
          wrongReplies,
          failures,
          deliveries,
          compiling);
    }

    private static LatencySummary times(@Nullable Double p99) {
      return new LatencySummary(50_000, 1.0, 2.0, p99, null, null, p99);
    }
  }
}
