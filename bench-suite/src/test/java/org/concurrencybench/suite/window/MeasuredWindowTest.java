package org.concurrencybench.suite.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Phase;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.report.run.WarmUp;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.suite.process.ServerSample;
import org.concurrencybench.system.loop.LoopTimes;
import org.concurrencybench.system.machine.KernelPath;
import org.concurrencybench.system.machine.UnitSpeed;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.Footprint;
import org.concurrencybench.system.os.JvmCounters;
import org.concurrencybench.system.os.ResourceUsage;
import org.concurrencybench.system.os.StealMeter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredWindowTest {

  private static final long SECOND = 1_000_000_000L;
  private final PlayedResult played = new PlayedResult();
  private long bugs;
  private Counters.@Nullable Gap gap;
  private double compilingFraction;
  private double serverFraction = 0.5;
  private double driverFraction = 0.1;
  private double awakeFraction;
  private double driverFractionOfTheDrain = 0.1;
  private double serverFractionOfTheDrain = 0.5;
  private Map<Long, Double> loops = Map.of(7L, 0.05);
  private CpuLayout layout = CpuLayout.parse("pinned/1/0/0/0/");
  private double foreignFraction;
  private boolean throttled;
  private double throttledNanosPerSecond;
  private @Nullable WarmUpTrace warmUp;
  private @Nullable Surroundings surroundings =
      new Surroundings(
          new Bracket(new UnitSpeed(Map.of(0, 1.1, 1, 1.2)), new KernelPath(4.0, 2.0)),
          new Bracket(new UnitSpeed(Map.of(0, 1.3, 1, 1.2)), new KernelPath(4.5, 2.0)),
          7_000_000);

  @Test
  void costsAreSharedByTheRequestsThatWereAnswered() {
    Window window = window();
    assertThat(window.status()).isEqualTo(WindowStatus.VALID);
    // Half a CPU, 10,000 voluntary and 1,000 involuntary switches, a megabyte, each a second; over
    // 4,995 requests/s.
    assertThat(window.server().cpuMicrosPerRequest()).isCloseTo(500_000 / 4_995.0, within(1e-6));
    assertThat(window.server().utilisation()).isEqualTo(0.5);
    assertThat(window.server().voluntarySwitchesPerRequest())
        .isCloseTo(10_000 / 4_995.0, within(1e-6));
    assertThat(window.server().involuntarySwitchesPerRequest())
        .isCloseTo(1_000 / 4_995.0, within(1e-6));
    assertThat(window.server().allocatedBytesPerRequest())
        .isCloseTo(1_000_000 / 4_995.0, within(1e-6));
    assertThat(window.server().osThreads()).isEqualTo(120);
    assertThat(window.driver().cpuMicrosPerRequest()).isCloseTo(100_000 / 4_995.0, within(1e-6));
    assertThat(window.driver().utilisation()).isEqualTo(0.1);
    assertThat(window.extra()).containsEntry("serverCpus", 1.0);
    assertThat(window.machine().stolenFraction()).isEqualTo(0.02);
  }

  @Test
  void throughputCountsWhatWasAnsweredInsideTheWindow() {
    Window window = window();
    assertThat(window.durationSeconds()).isEqualTo(2);
    assertThat(window.throughput().requestsPerSecond()).isEqualTo(4_995);
    assertThat(window.throughput().offeredPerSecond()).isEqualTo(5_000.0);
    assertThat(window.throughput().issued()).isEqualTo(10_000);
    assertThat(window.throughput().completed()).isEqualTo(10_000);
  }

  @Test
  void closedLoopOffersNothingAndIsNeverLate() {
    played.loop = new Loop.Closed();
    Window window = window();
    assertThat(window.throughput().offeredPerSecond()).isNull();
    assertThat(window.latency().lateness()).isNull();
    assertThat(window.status()).isEqualTo(WindowStatus.VALID);
  }

  @Test
  void rateOfAClosedLoopSaysWhetherItIsThePeak() {
    assertThat(window().throughput().peak()).as("open loop").isNull();
    played.loop = new Loop.Closed();
    Throughput throughput = window().throughput();
    // Half of the server's CPU and a tenth of the driver's were used.
    assertThat(throughput.peak())
        .isEqualTo(new Peak(Peak.Limit.WAITING, 2 * throughput.requestsPerSecond()));
  }

  @Test
  void timesAreDecimalMicroseconds() {
    Window window = window();
    assertThat(window.latency().response().micros(Percentile.P50)).isCloseTo(200.0, within(0.2));
    assertThat(window.latency().service().micros(Percentile.P50)).isCloseTo(180.0, within(0.2));
    assertThat(window.latency().lateness().micros(Percentile.P50)).isCloseTo(20.0, within(0.1));
    assertThat(window.latency().connect().samples()).isEqualTo(100);
  }

  @Test
  void machineIsToldWithTheWindow() {
    MachineNoise machine = window().machine();
    assertThat(machine.unitMicrosBefore()).as("the slower of two CPUs").isEqualTo(1.2);
    assertThat(machine.unitMicrosAfter()).isEqualTo(1.3);
    assertThat(machine.longestHiccupMillis()).isEqualTo(7.0);
    assertThat(machine.foreignFraction()).isEqualTo(0.0);
    assertThat(machine.compilerCpuMillis()).isEqualTo(0.0);
    assertThat(window().driver().longestStallMillis()).isEqualTo(3.0);
  }

  @Test
  void machineThatStoodStillMakesTheWindowInvalid() {
    surroundings = new Surroundings(surroundings.before(), surroundings.after(), 101_000_000);
    assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window().reasons())
        .containsExactly("the machine stood still for 101 ms, at most 100 ms are allowed");
  }

  @Test
  void driverThatStalledMakesTheWindowInvalid() {
    played.longestStallNanos = 250_000_000;
    assertThat(window().reasons())
        .containsExactly("the driver stalled for 250 ms, at most 100 ms are allowed");
  }

  @Test
  void otherProcessesMakeTheWindowInvalid() {
    foreignFraction = 0.3;
    assertThat(window().machine().foreignFraction()).isCloseTo(0.3, within(0.01));
    assertThat(window().reasons())
        .containsExactly("other processes took 30 % of the CPUs' time, at most 10 % are allowed");
  }

  @Test
  void compilersAreAskedForTheirCpu() {
    compilingFraction = 0.2;
    assertThat(window().machine().compilerCpuMillis()).isEqualTo(400.0);
    assertThat(window().reasons())
        .containsExactly(
            "the server's JIT was busy for 20 % of the window, at most 10 % are allowed");
  }

  @Test
  void compilersOfAnIdleServerAreComparedWithWhatItUsed() {
    compilingFraction = 0.099;
    assertThat(window().status()).as("a fifth of half a CPU").isEqualTo(WindowStatus.VALID);
    serverFraction = 0.4;
    assertThat(window().reasons())
        .containsExactly(
            "the server's JIT took 25 % of the server's CPU, at most 20 % are allowed");
  }

  @Test
  void costsAreOfTheTimeInWhichTheRateIsCounted() {
    driverFractionOfTheDrain = 0;
    serverFractionOfTheDrain = 0;
    Window restingAfterwards = window();
    driverFractionOfTheDrain = 1;
    serverFractionOfTheDrain = 1;
    assertThat(window().server()).isEqualTo(restingAfterwards.server());
    assertThat(window().driver()).isEqualTo(restingAfterwards.driver());
    assertThat(window().server().utilisation()).isEqualTo(0.5);
  }

  /** A full server with half a second of drain was 72 % busy when the drain counted. */
  @Test
  void drainHidesNoPeak() {
    played.loop = new Loop.Closed();
    serverFraction = 0.9;
    serverFractionOfTheDrain = 0;
    assertThat(window().throughput().peak()).isEqualTo(new Peak(Peak.Limit.SERVER, null));
  }

  /** The load hangs on one loop, of however many CPUs: a loop cannot use a second. */
  @ParameterizedTest
  @CsvSource({
    "pinned/1/0/0/0/",
    "pinned/2-3/1/0/0/",
    "pinned/4-7/1-3/0/0/",
    "pinned/8-15/2-7/0-1/0-1/",
    "pinned/32-63/8-31/0-7/0-7/"
  })
  void busiestLoopIsWhatTheDriverHasLeft(String cpus) {
    layout = CpuLayout.parse(cpus);
    played.loop = new Loop.Closed();
    serverFraction = 0.95 * layout.server().size();
    loops = Map.of(7L, 0.98, 8L, 0.2);
    assertThat(window().driver().utilisation()).isCloseTo(0.98, within(1e-9));
    assertThat(window().throughput().peak().limit()).isEqualTo(Peak.Limit.DRIVER);
    loops = Map.of(7L, 0.6, 8L, 0.2);
    assertThat(window().throughput().peak()).isEqualTo(new Peak(Peak.Limit.SERVER, null));
    played.loop = new Loop.Open(5_000);
    loops = Map.of(7L, 0.98, 8L, 0.2);
    assertThat(window().reasons())
        .contains("the driver used 98 % of its CPUs, at most 90 % are allowed");
  }

  /** All threads together, collector and compilers too, where there is one CPU for them. */
  @Test
  void wholeProcessCountsWhereCpusAreFew() {
    played.loop = new Loop.Closed();
    driverFraction = 0.8;
    assertThat(window().driver().utilisation()).isEqualTo(0.8);
    layout = CpuLayout.parse("pinned/4-7/0-3/0/0/");
    assertThat(window().driver().utilisation()).isEqualTo(0.2);
  }

  @Test
  void timeAwakeToBePunctualIsNoWork() {
    driverFraction = 0.95;
    loops = Map.of(7L, 0.3);
    awakeFraction = 0.5;
    assertThat(window().driver().utilisation()).isCloseTo(0.45, within(1e-6));
    assertThat(window().reasons()).noneMatch(reason -> reason.contains("the driver used"));
  }

  @Test
  void warmUpStandsWithTheWindow() {
    assertThat(window().warmUp()).isNull();
    Histogram response = new Histogram(3);
    response.recordValueWithCount(100_000, 500);
    List<WarmUpTrace.Step> steps =
        IntStream.range(0, 9)
            .mapToObj(step ->
                new WarmUpTrace.Step(
                    moment(step * SECOND / 4),
                    moment((step + 1) * SECOND / 4),
                    PlayedResult.START_MILLIS + 250L * (step + 1),
                    500,
                    response))
            .toList();
    warmUp = new WarmUpTrace(new WarmUp(4_500, 2.25, false), steps);

    assertThat(window().warmUp()).isEqualTo(new WarmUp(4_500, 2.25, false));
    assertThat(warmUp.rows("cell", 1, 1, measured(List.of())))
        .as("whole seconds")
        .hasSize(2)
        .allSatisfy(row -> {
          assertThat(row.phase()).isEqualTo(Phase.WARM_UP);
          assertThat(row.requestsPerSecond()).isEqualTo(2_000.0);
          assertThat(row.response().samples()).isEqualTo(2_000);
        });
    assertThat(warmUp.then(warmUp).summary()).isEqualTo(new WarmUp(9_000, 4.5, false));
  }

  @Test
  void littlesLawIsAsked() {
    played.littleRatio = 1.01;
    assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window().reasons()).singleElement().asString().startsWith("Little's law is broken");
  }

  @Test
  void windowWithoutAnyReplyHasNoCostPerRequest() {
    played.completed = 0;
    played.completedInside = 0;
    played.errors = PlayedResult.errors(ErrorKind.TIMEOUT, 10_000, "no reply");
    Window window = window();
    assertThat(window.server().cpuMicrosPerRequest()).isNull();
    assertThat(window.driver().cpuMicrosPerRequest()).isNull();
    assertThat(window.status()).isEqualTo(WindowStatus.SATURATED);
    assertThat(window.reasons()).containsExactly("10,000 requests failed: timeout");
  }

  /** Such a round has no figure, and must not stand for one. */
  @Test
  void windowWithoutARequestIsInvalid() {
    played.issued = 0;
    played.completed = 0;
    played.completedInside = 0;
    for (Loop loop : List.of(new Loop.Closed(), new Loop.Open(0.001), new Loop.Churn())) {
      played.loop = loop;
      assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
      assertThat(window().reasons())
          .containsExactly("no request was made in the measured interval: there are no figures");
      assertThat(window().throughput().peak()).isNull();
    }
  }

  /** Costs of another interval than that of the rate would be wrong by as much. */
  @Test
  void intervalOfWhichAnEndWasNotCountedHasNoCosts() {
    gap = new Counters.Gap("ended", 500_000_000, 2 * SECOND);
    Window window = window();
    assertThat(window.status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window.reasons())
        .containsExactly(
            "the counters could not be read when the measured interval ended, and the nearest"
                + " reading was 500 ms away: its costs are not known");
    assertThat(window.server()).isEqualTo(ServerCost.NOT_MEASURED);
    assertThat(window.driver()).isEqualTo(new DriverCost(null, null, 3.0));
    assertThat(window.machine().stolenFraction()).isNull();
    assertThat(window.machine().foreignFraction()).isNull();
    assertThat(window.machine().compilerCpuMillis()).isNull();
    assertThat(window.machine().longestHiccupMillis()).as("not of the counters").isEqualTo(7.0);
    assertThat(measured(List.of()).serverCpuMicrosEach(1_000)).isNull();
    played.loop = new Loop.Closed();
    assertThat(window().throughput().peak()).isNull();
  }

  @Test
  void neighbouringReadingThatIsNearEnoughIsSaid() {
    Window whole = window();
    gap = new Counters.Gap("began", 20_000_000, 2 * SECOND);
    assertThat(window().status()).isEqualTo(WindowStatus.VALID);
    assertThat(window().server()).isEqualTo(whole.server());
    assertThat(window().extra()).containsEntry("countersOffMillis", 20.0);
    assertThat(whole.extra()).doesNotContainKey("countersOffMillis");
  }

  @Test
  void errorsOfRequestsAndConnectionsAreToldApart() {
    played.errors = PlayedResult.errors(ErrorKind.RESET, 3, "reset by peer");
    played.connectionErrors = PlayedResult.errors(ErrorKind.RESET, 2, "reset by peer");
    assertThat(window().errors()).isEqualTo(Map.of("reset", 3L, "connection reset", 2L));
    assertThat(window().reasons())
        .containsExactly("2 connections failed: reset", "3 requests failed: reset");
  }

  @Test
  void connectionsThatTheServerRefusedAreWhatItDidNotSustain() {
    played.opened = 97;
    played.connectingErrors = PlayedResult.errors(ErrorKind.REFUSED_CONNECT, 3, "refused");
    assertThat(window().status()).isEqualTo(WindowStatus.SATURATED);
    assertThat(window().reasons())
        .containsExactly(
            "only 97 of 100 connections could be opened", "3 connections failed: refused connect");
  }

  @Test
  void connectionsThatThisMachineCouldNotOpenMakeTheWindowInvalid() {
    played.opened = 97;
    played.connectingErrors =
        PlayedResult.errors(ErrorKind.CONNECT_FAILED, 3, "Too many open files");
    assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window().reasons())
        .containsExactly("this machine could not open 3 connections (Too many open files)");
  }

  @Test
  void replyThatBreaksTheProtocolIsAWrongReply() {
    played.errors = PlayedResult.errors(ErrorKind.VIOLATION, 4, "malformed first line");
    assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window().reasons()).containsExactly("4 wrong replies");
  }

  @Test
  void bracketsHaveTheKernelPath() {
    assertThat(window().machine().kernelPathMicrosBefore()).isEqualTo(6.0);
    assertThat(window().machine().kernelPathMicrosAfter()).isEqualTo(6.5);
  }

  @Test
  void windowInWhichTheGroupWasThrottledIsInvalid() {
    assertThat(window().machine().throttledMillis()).as("no quota").isNull();
    throttled = true;
    assertThat(window().status()).as("a quota that was not reached").isEqualTo(WindowStatus.VALID);
    throttledNanosPerSecond = 20e6;
    assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window().reasons())
        .containsExactly(
            "the CPU quota of the control group kept threads from running for 40.0 ms, none is allowed");
  }

  @Test
  void bugOfTheServerMakesTheWindowInvalid() {
    bugs = 2;
    assertThat(window().status()).isEqualTo(WindowStatus.INVALID);
    assertThat(window().reasons())
        .containsExactly("2 connections were ended by a bug of the server, see its log");
  }

  @Test
  void secondsAreJoinedWithTheCountersTakenInThem() {
    List<TimeSeriesRow> rows =
        TimeSeries.rows("cell", 3, 1, measured(List.of(moment(1 * SECOND), moment(2 * SECOND))));

    assertThat(rows).extracting(TimeSeriesRow::second).containsExactly(0, 1, 2);
    assertThat(rows)
        .extracting(TimeSeriesRow::phase)
        .containsExactly(Phase.MEASURE, Phase.MEASURE, Phase.DRAIN);
    assertThat(rows).extracting(TimeSeriesRow::round).containsOnly(3);
    assertThat(rows)
        .extracting(TimeSeriesRow::requestsPerSecond)
        .containsExactly(5_000.0, 4_990.0, 10.0);
    assertThat(rows).allSatisfy(row -> assertThat(row.serverUtilisation()).isEqualTo(0.5));
    assertThat(rows).allSatisfy(row -> assertThat(row.driverUtilisation()).isEqualTo(0.1));
    // 10,000 a second, whatever the length of the last.
    assertThat(rows)
        .extracting(TimeSeriesRow::voluntarySwitchesPerSecond)
        .containsExactly(10_000.0, 10_000.0, 10_000.0);
    assertThat(rows).extracting(TimeSeriesRow::serverThreads).containsExactly(110, 120, 125);
    assertThat(rows.getFirst().at())
        .isEqualTo(Instant.ofEpochMilli(PlayedResult.START_MILLIS).plusSeconds(1));
  }

  @Test
  void countThatFailedDoesNotMoveTheOthers() {
    serverFraction = 0.5;
    List<TimeSeriesRow> rows = TimeSeries.rows("cell", 1, 1, measured(List.of(moment(2 * SECOND))));

    assertThat(rows)
        .extracting(TimeSeriesRow::serverThreads)
        .as("110 at 1 s is not known; at 2 s there are 120, at the end 125")
        .containsExactly(null, 120, 125);
    assertThat(rows)
        .extracting(TimeSeriesRow::voluntarySwitchesPerSecond)
        .containsExactly(null, null, 10_000.0);
  }

  @Test
  void countThatCameLateBelongsToTheSecondThatItIsNearestTo() {
    List<TimeSeriesRow> rows =
        TimeSeries.rows("cell", 1, 1, measured(List.of(moment(13 * SECOND / 10))));

    assertThat(rows).extracting(TimeSeriesRow::serverThreads).containsExactly(113, 120, 125);
  }

  @Test
  void lastSecondOfAWindowMayBeAPartOfOne() {
    played.duration = Duration.ofMillis(1_500);

    List<TimeSeriesRow> rows = TimeSeries.rows("cell", 1, 1, measured(List.of()));

    assertThat(rows)
        .extracting(TimeSeriesRow::phase)
        .containsExactly(Phase.MEASURE, Phase.MEASURE, Phase.DRAIN);
    assertThat(rows)
        .extracting(TimeSeriesRow::requestsPerSecond)
        .containsExactly(5_000.0, 9_980.0, 10.0);
  }

  @Test
  void secondsThatNobodyCountedAreStillThere() {
    List<TimeSeriesRow> rows = TimeSeries.rows("cell", 1, 1, measured(List.of()));
    assertThat(rows).hasSize(3);
    assertThat(rows.subList(0, 2)).allSatisfy(row -> assertThat(row.serverUtilisation()).isNull());
    assertThat(rows.get(1).requestsPerSecond()).isEqualTo(4_990.0);
  }

  private Window window() {
    return measured(List.of()).toWindow(1, "histograms/cell/round-1.hlog");
  }

  private MeasuredWindow measured(List<CounterReading> seconds) {
    return new MeasuredWindow(
        PlayedResult.load().connections(),
        1,
        Instant.ofEpochMilli(PlayedResult.START_MILLIS),
        played.connecting(),
        played.result(),
        new Counters(
            moment(0), moment(0), seconds, moment(2 * SECOND), moment(5 * SECOND / 2), 1, gap),
        layout,
        surroundings,
        warmUp,
        WindowExtras.NONE);
  }

  /** Every counter grows evenly. */
  private CounterReading moment(long nanos) {
    double seconds = nanos / 1e9;
    var server =
        new ServerSample(
            nanos + 1,
            usage(
                cpuNanos(nanos, serverFraction, serverFractionOfTheDrain),
                Math.round(seconds * 10_000),
                Math.round(seconds * 1_000)),
            new JvmCounters(
                1 << 20,
                Math.round(seconds * 1_000_000),
                0,
                0,
                1,
                100L,
                new JvmCounters.VirtualThreads(1, 0, 0, 0)),
            new ServerStats.Snapshot(100, 100, 0, 0, 0, 0, nanos == 0 ? 0 : bugs),
            null);
    return new CounterReading(
        nanos + 1,
        server,
        Optional.of(new Footprint(1 << 20, (int) (100 + seconds * 10))),
        new DriverCosts(
            usage(cpuNanos(nanos, driverFraction, driverFractionOfTheDrain), null, null),
            new LoopTimes(
                nanos + 1,
                loops.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey, loop -> Math.round(nanos * loop.getValue()))),
                Math.round(nanos * awakeFraction))),
        OptionalLong.of(Math.round(nanos * compilingFraction)),
        0,
        Optional.of(steal(nanos)),
        throttled
            ? OptionalLong.of(Math.round(seconds * throttledNanosPerSecond))
            : OptionalLong.empty());
  }

  private static long cpuNanos(long nanos, double fraction, double fractionOfTheDrain) {
    long draining = Math.max(0, nanos - 2 * SECOND);
    return Math.round((nanos - draining) * fraction + draining * fractionOfTheDrain);
  }

  private StealMeter steal(long nanos) {
    long ticks = nanos / 10_000_000;
    // Of the server's CPU it uses a half itself, of the driver's a tenth.
    long busy = ticks / 2;
    long foreign = ticks / 10 + Math.round(ticks * foreignFraction);
    return new StealMeter(
        Map.of(
            1,
            new StealMeter.Ticks(ticks, 0, busy, ticks / 50),
            0,
            new StealMeter.Ticks(ticks, 0, foreign, 0)));
  }

  private static ResourceUsage usage(
      long cpuNanos, @Nullable Long voluntary, @Nullable Long involuntary) {
    return new ResourceUsage(cpuNanos, voluntary, involuntary, null);
  }
}
