package org.concurrencybench.suite.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.os.ProcessStat;
import org.concurrencybench.driver.os.Switches;
import org.concurrencybench.suite.window.PlayedResult;
import org.junit.jupiter.api.Test;

class DriveReportTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** The driver's utilisation depends on how many CPUs the machine has. */
  private static final Pattern UTILISATION =
      Pattern.compile("\\d+(?= % of its CPUs)|(?<=\"utilisation\" : )[0-9.]+");

  private final PlayedResult played = new PlayedResult();
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
  void endOfTheServersProcessIsTold() {
    before = Optional.of(new ProcessStat(4711, 1, 1, Map.of()));
    DriveReport report = report(1);
    assertThat(report.server()).isNull();
    assertThat(report.status()).isEqualTo("invalid");
    assertThat(report.reasons()).containsExactly("the server's process 4711 ended");
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
    return DriveReport.of(
        new Drive.Outcome(
            drive(Duration.ofSeconds(2), Duration.ZERO),
            played.connecting(),
            Seen.requests(played.result()),
            250_000_000L,
            compilingMillis,
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
    return UTILISATION.matcher(text.replace(System.lineSeparator(), "\n")).replaceAll("N");
  }

  private static String stored(String name) throws IOException {
    try (InputStream in = DriveReportTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden file " + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
