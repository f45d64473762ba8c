package org.concurrencybench.suite.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.HeldPolls;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.PollResult;
import org.concurrencybench.driver.RoomCounts;
import org.concurrencybench.driver.Wake;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.suite.window.PlayedResult;
import org.concurrencybench.suite.window.SeenWindow;
import org.concurrencybench.system.os.ProcessStat;
import org.concurrencybench.system.os.Switches;
import org.junit.jupiter.api.Test;

class DriveReportTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final PlayedResult played = new PlayedResult();
  private double driverUtilisation = 0.1;
  private OptionalDouble serverCpus = OptionalDouble.of(0.5);
  private Optional<ProcessStat> before = Optional.empty();
  private Optional<ProcessStat> after = Optional.empty();

  @Test
  void openLoop() throws IOException {
    before = Optional.of(new ProcessStat(4711, 1_000_000_000L, 1, Map.of(1, new Switches(10, 1))));
    after =
        Optional.of(
            new ProcessStat(
                4711, 2_250_000_000L, 50_331_648, Map.of(1, new Switches(20_010, 501))));
    golden("drive-open.txt", () -> report(500).toText());
    golden("drive-open.json", () -> report(500).toJson());
  }

  /** As in a run: what a full driver reaches is no peak of the server. */
  @Test
  void rateOfAFullDriverIsTheLeastThatTheServerAnswers() {
    played.loop = new Loop.Closed();
    driverUtilisation = 0.97;
    DriveReport report = report(1);
    assertThat(report.throughput().peak()).isEqualTo(new Peak(Peak.Limit.DRIVER, null));
    assertThat(report.toText()).contains("Driver-limited: the server answers at least 4,995 req");
    driverUtilisation = 0.75;
    assertThat(report(1).throughput().peak()).as("of the server nobody knows").isNull();
    played.loop = new Loop.Open(5_000);
    driverUtilisation = 0.97;
    assertThat(report(1).status()).isEqualTo(WindowStatus.INVALID);
  }

  @Test
  void targetThatNeverAnswers() throws IOException {
    played.loop = new Loop.Closed();
    played.issued = 100;
    played.completed = 0;
    played.completedInside = 0;
    played.errors = PlayedResult.errors(ErrorKind.TIMEOUT, 100, "no reply by the end of the drain");
    golden("drive-silent.txt", () -> report(1).toText());
  }

  @Test
  void wrongRepliesAreCountedWithAnExample() throws IOException {
    played.loop = new Loop.Closed();
    played.errors = PlayedResult.errors(ErrorKind.WRONG_REPLY, 12, "greeting of 3 bytes: 'abc'");
    assertThat(report(1).wrongReplies()).isEqualTo(12);
    golden("drive-wrong.txt", () -> report(1).toText());
  }

  @Test
  void chatTellsItsDeliveries() throws IOException {
    played.loop = new Loop.Open(1_000);
    played.issued = 2_000;
    played.completed = 2_000;
    var rooms = new RoomCounts(2_000, 5, 9_990, 9_980, 9_950, 0, 10, 0, 0, List.of());
    var chat = new ChatResult(played.result(), rooms);
    Driven driven =
        new DrivenChat(
            ChatLoad.of(PlayedResult.load().target(), ClientKind.WS, 100, 5, 64),
            new Loop.Open(1_000));
    DriveReport report = report(driven, new SeenWindow(played.result(), chat, null));
    assertThat(report.status()).isEqualTo(WindowStatus.VALID);
    golden("drive-chat.txt", report::toText);
    golden("drive-chat.json", report::toJson);
  }

  @Test
  void deliveryThatIsMissingMakesTheWindowInvalid() {
    var rooms = new RoomCounts(2_000, 5, 10_000, 9_999, 9_950, 1, 0, 0, 0, List.of());
    Driven driven =
        new DrivenChat(
            ChatLoad.of(PlayedResult.load().target(), ClientKind.WS, 100, 5, 64),
            new Loop.Open(1_000));
    DriveReport report =
        report(
            driven, new SeenWindow(played.result(), new ChatResult(played.result(), rooms), null));
    assertThat(report.status()).isEqualTo(WindowStatus.INVALID);
    assertThat(report.reasons())
        .containsExactly(
            "wrong deliveries: 10,000 were due, 9,999 arrived and 0 were declared dropped");
  }

  @Test
  void longPollsTellHowLongUntilAllHadTheirAnswer() throws IOException {
    played.issued = 300;
    played.completed = 300;
    played.completedInside = 300;
    List<Wake> wakes =
        Stream.of(10, 30, 20)
            .map(millis ->
                new Wake(
                    100,
                    100 - millis,
                    100,
                    Duration.ofNanos(500_000),
                    Duration.ofMillis(millis / 2),
                    Duration.ofMillis(millis)))
            .toList();
    Driven driven =
        new DrivenPolls(PollLoad.of(PlayedResult.load().target(), 100), HeldPolls.wakes(1.5));
    golden(
        "drive-long-poll.txt",
        report(
                driven,
                new SeenWindow(played.result(), null, new PollResult(played.result(), wakes)))
            ::toText);
  }

  @Test
  void wakeThatOnePollMissedHasNoTimeForAll() {
    Duration millis = Duration.ofMillis(1);
    List<Wake> wakes =
        List.of(new Wake(2, 2, 2, millis, millis, millis), new Wake(2, 2, 1, millis, millis, null));
    WakeFigures figures = WakeFigures.of(new PollResult(played.result(), wakes));
    assertThat(figures.firstMillis()).isEqualTo(1);
    assertThat(figures.allMillis()).isNull();
  }

  @Test
  void backendsWaitIsTakenOff() {
    played.responseNanos = 100_300_000;
    Driven driven =
        new DrivenRequests(
            Load.of(
                PlayedResult.load().target(), ClientKind.HTTP, new Workload.Backend(100, 0), 100),
            played.loop);
    DriveReport report = report(driven, SeenWindow.of(played.result()));
    // Three significant digits of the histogram.
    assertThat(report.beyondWait().get("p99")).isCloseTo(300, within(70.0));
    assertThat(report.toText()).contains("beyond wait");
  }

  /** A window of a microsecond: nobody had the time to send, so nothing limited anything. */
  @Test
  void closedLoopThatSentNothingIsToldWithoutARateAndWithoutAPeak() {
    played.loop = new Loop.Closed();
    played.issued = 0;
    played.completed = 0;
    played.completedInside = 0;
    driverUtilisation = 2.17;
    assertThat(report(1).throughput().peak()).isNull();
    assertThat(report(1).status()).isEqualTo(WindowStatus.INVALID);
    assertThat(report(1).reasons())
        .containsExactly("no request was made in the measured interval: there are no figures");
    assertThat(report(1).toText())
        .contains("No request was sent in 2 s: use a longer --duration.")
        .doesNotContain("at least 0", "--rate");
  }

  @Test
  void serverThatWasMeasuredForTooShortATimeHasNoCpus() {
    before = Optional.of(new ProcessStat(4711, 1, 1, Map.of()));
    after = Optional.of(new ProcessStat(4711, 2, 1, Map.of()));
    serverCpus = OptionalDouble.empty();
    played.duration = Duration.ofMillis(1);
    assertThat(report(1).server().cpus()).isNull();
    assertThat(report(1).toText()).contains("too short a time to tell its CPU; at the end");
  }

  /** The process is there, but its CPU could not be read at an end of the interval. */
  @Test
  void serverWhoseCpuCouldNotBeReadIsNotCalledTooShort() {
    before = Optional.of(new ProcessStat(4711, 1, 1, Map.of()));
    after = Optional.of(new ProcessStat(4711, 2, 1, Map.of()));
    serverCpus = OptionalDouble.empty();
    assertThat(report(1).toText())
        .contains("could not be asked for its CPU at an end of the measured interval; at the end");
  }

  @Test
  void oneWakeIsOneEvent() {
    played.issued = 1;
    played.completed = 100;
    played.completedInside = 100;
    Driven driven =
        new DrivenPolls(PollLoad.of(PlayedResult.load().target(), 100), HeldPolls.wakes(1.5));
    Duration millis = Duration.ofMillis(1);
    List<Wake> wakes = List.of(new Wake(100, 100, 100, millis, millis, millis));
    assertThat(
            report(
                    driven,
                    new SeenWindow(played.result(), null, new PollResult(played.result(), wakes)))
                .toText())
        .contains("and 1 wake is one event, not ");
  }

  @Test
  void endOfTheServersProcessIsTold() {
    before = Optional.of(new ProcessStat(4711, 1, 1, Map.of()));
    DriveReport report = report(1);
    assertThat(report.server()).isNull();
    assertThat(report.status()).isEqualTo(WindowStatus.INVALID);
    assertThat(report.reasons()).containsExactly("the server's process 4711 ended");
  }

  @Test
  void childProcessesAreCountedAndTold() {
    before = Optional.of(new ProcessStat(4711, 1, 1, 3, Map.of()));
    after = Optional.of(new ProcessStat(4711, 2, 1, 3, Map.of()));
    assertThat(report(1).server().processes()).isEqualTo(3);
    assertThat(report(1).toText()).contains("The server (pid 4711 with 2 child processes) spent");
  }

  @Test
  void switchesAreUnknownIfThreadsCameOrWent() {
    before = Optional.of(new ProcessStat(4711, 1, 1, Map.of(1, new Switches(1, 1))));
    after = Optional.of(new ProcessStat(4711, 2, 1, Map.of(2, new Switches(1, 1))));
    assertThat(report(1).server().voluntarySwitchesPerRequest()).isNull();
    assertThat(report(1).toText()).contains("not known: threads came or went");
  }

  @Test
  void durationThatIsNoneIsRefusedBeforeAnythingIsOpened() {
    assertThatThrownBy(() -> drive(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("duration PT0S of phase 'measured'");
    assertThatThrownBy(() -> drive(Duration.ofSeconds(1), Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("phase 'warm-up'");
  }

  private Drive drive(Duration duration, Duration warmUp) {
    return new Drive(new DrivenRequests(PlayedResult.load(), played.loop), warmUp, duration, null);
  }

  private DriveReport report(long compilingMillis) {
    return report(
        drive(Duration.ofSeconds(2), Duration.ZERO),
        SeenWindow.of(played.result()),
        compilingMillis);
  }

  private DriveReport report(Driven driven, SeenWindow seen) {
    return report(new Drive(driven, Duration.ZERO, Duration.ofSeconds(2), null), seen, 1);
  }

  private DriveReport report(Drive drive, SeenWindow seen, long compilingMillis) {
    return DriveReport.of(
        new Drive.Outcome(
            drive,
            played.connecting(),
            seen,
            new DriverCost(played.completedInside == 0 ? null : 25.0, driverUtilisation, 3.0),
            compilingMillis,
            before.isEmpty() ? OptionalDouble.empty() : serverCpus,
            before,
            after));
  }

  /** After a change that is meant: -Dgolden.update=true, and read the difference. */
  private static void golden(String name, Supplier<String> made) throws IOException {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      String actual = plain(made.get());
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(GOLDEN);
        Files.writeString(GOLDEN.resolve(name), actual);
      } else {
        assertThat(actual).isEqualTo(stored(name));
      }
      Locale.setDefault(Locale.GERMANY);
      assertThat(plain(made.get())).as("under a comma-decimal locale").isEqualTo(actual);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static String plain(String text) {
    return text.replace(System.lineSeparator(), "\n");
  }

  private static String stored(String name) throws IOException {
    try (InputStream in = DriveReportTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden file " + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
