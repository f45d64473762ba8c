package org.concurrencybench.suite.knee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.concurrencybench.suite.knee.KneeSearch.Range;
import org.concurrencybench.suite.knee.Step.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against systems that are a line of arithmetic. */
class KneeSearchTest {

  private static final Range RANGE = new Range(1_000, 10, 1_000_000, 1.05, 60);

  private final List<Probe> probes = new ArrayList<>();

  private Knee find(Range range, Function<Probe, Sustained> system) {
    var search = new KneeSearch(range);
    while (search.next() instanceof Probe probe) {
      probes.add(probe);
      assertThat(search.next()).as("asking twice").isEqualTo(probe);
      assertThat(probe.load()).isBetween(range.lowest(), range.highest());
      search.heard(system.apply(probe));
    }
    return ((Step.Found) search.next()).knee();
  }

  private static Sustained upTo(double knee, double load) {
    return load <= knee ? Sustained.YES : Sustained.NO;
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 11, 12.5, 99, 617, 999, 1_000, 1_001, 5_432, 87_654, 999_999})
  void kneeOfASystemWithOneIsBetweenTheTwoSides(double knee) {
    Knee found = find(RANGE, probe -> upTo(knee, probe.load()));

    assertThat(found.limit()).isEqualTo(Knee.Limit.SERVER);
    assertThat(found.settled()).isTrue();
    assertThat(found.met()).isLessThanOrEqualTo(knee);
    assertThat(found.above()).isGreaterThan(knee);
    // Below a hundred whole numbers are the resolution.
    assertThat(found.above() / found.met())
        .isLessThanOrEqualTo(Math.max(1.05, 1 + 1 / found.met()));
    assertThat(found.probes()).isEqualTo(probes.size()).isLessThan(25);
  }

  @Test
  void bothSidesAreConfirmedOnceEach() {
    Knee found = find(RANGE, probe -> upTo(5_432, probe.load()));
    assertThat(probes.stream().filter(Probe::confirming).map(Probe::load))
        .containsExactly(found.met(), found.above());
  }

  @Test
  void risesByDoubling() {
    find(RANGE, probe -> upTo(9_000, probe.load()));
    assertThat(probes.stream().limit(5).map(Probe::load))
        .containsExactly(1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0);
  }

  @Test
  void wholeStepsAreAllThatACoarseSearchTakes() {
    Knee found = find(new Range(1_234, 1, 100_000, 2, 60), probe -> upTo(6_000, probe.load()));
    assertThat(found.met()).isEqualTo(4_936);
    assertThat(found.above()).isEqualTo(9_872);
    assertThat(probes.stream().map(Probe::load))
        .containsExactly(1_234.0, 2_468.0, 4_936.0, 9_872.0, 4_936.0, 9_872.0);
  }

  @Test
  void systemThatNeverMeetsIsAskedDownToTheLowestLoad() {
    Knee found = find(RANGE, _ -> Sustained.NO);
    assertThat(found.met()).isNull();
    assertThat(found.above()).isEqualTo(10);
    assertThat(found.limit()).isEqualTo(Knee.Limit.SERVER);
    assertThat(found.settled()).isTrue();
    assertThat(probes.getLast()).isEqualTo(new Probe(10, true));
    assertThat(found.inWords("requests/s")).isEqualTo("none; even requests/s 10 did not meet it");
  }

  @Test
  void systemThatAlwaysMeetsIsKnownUpToWhatWasTried() {
    Knee found = find(RANGE, _ -> Sustained.YES);
    assertThat(found).isEqualTo(new Knee(1e6, null, Knee.Limit.NONE, true, probes.size()));
    assertThat(probes.getLast()).isEqualTo(new Probe(1e6, true));
    assertThat(found.inWords("requests/s"))
        .isEqualTo("at least 1,000,000 requests/s; no more was tried");
  }

  @Test
  void driverThatGivesOutFirstMakesItAtLeast() {
    double driver = 30_000;
    Knee found = find(RANGE, probe -> probe.load() > driver ? Sustained.UNKNOWN : Sustained.YES);
    assertThat(found.limit()).isEqualTo(Knee.Limit.DRIVER);
    assertThat(found.met()).isCloseTo(driver, within(driver * 0.05)).isLessThanOrEqualTo(driver);
    assertThat(found.settled()).isTrue();
    assertThat(found.inWords("requests/s"))
        .startsWith("at least ")
        .contains("driver-limited", "could not be measured");
    assertThat(probes.stream().filter(probe -> probe.load() == 32_000)).hasSize(3);
  }

  @Test
  void nothingThatCanBeBelievedIsNoFailure() {
    Knee found = find(RANGE, _ -> Sustained.UNKNOWN);
    assertThat(probes.stream().map(Probe::load).distinct())
        .as("three loads, then it gives up")
        .containsExactly(1_000.0, 500.0, 250.0);
    assertThat(found.settled()).isFalse();
    assertThat(found.met()).isNull();
    assertThat(found.limit()).isEqualTo(Knee.Limit.DRIVER);
    assertThat(found.inWords("requests/s")).contains("could not be measured");
  }

  @Test
  void spoiledWindowsAreRepeatedAndChangeNothing() {
    Knee undisturbed = find(RANGE, probe -> upTo(5_432, probe.load()));
    List<Probe> wanted = List.copyOf(probes);
    probes.clear();
    var random = new Random(7);
    int[] spoiled = {0};
    Knee found =
        find(
            new Range(1_000, 10, 1_000_000, 1.05, 200),
            probe -> {
              // At most two in a row, as machines do.
              boolean spoil = spoiled[0] < 2 && random.nextInt(3) == 0;
              spoiled[0] = spoil ? spoiled[0] + 1 : 0;
              return spoil ? Sustained.UNKNOWN : upTo(5_432, probe.load());
            });
    assertThat(found.met()).isEqualTo(undisturbed.met());
    assertThat(found.above()).isEqualTo(undisturbed.above());
    assertThat(probes).containsSubsequence(wanted).hasSizeGreaterThan(wanted.size());
  }

  /** A short window may err, one in ten here; the longer ones at the end find that out. */
  @Test
  void noisySystemIsFoundWithinItsNoise() {
    double knee = 20_000;
    int near = 0;
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      Knee found =
          find(
              RANGE,
              probe -> {
                boolean errs = !probe.confirming() && random.nextInt(10) == 0;
                return upTo(knee, probe.load()) == Sustained.YES ^ errs
                    ? Sustained.YES
                    : Sustained.NO;
              });
      assertThat(found.settled()).isTrue();
      assertThat(found.met()).isLessThanOrEqualTo(knee);
      assertThat(found.above()).isGreaterThan(knee);
      near += found.above() / found.met() <= 1.05 ? 1 : 0;
    }
    assertThat(near).isEqualTo(200);
  }

  /** Around a soft knee either side may be found, and a search that flips for ever is cut off. */
  @Test
  void softKneeEndsNearItInAllCases() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      Knee found =
          find(
              RANGE,
              probe -> {
                double excess = Math.log(probe.load() / 20_000) / 0.05;
                return random.nextDouble() < 1 / (1 + Math.exp(excess))
                    ? Sustained.YES
                    : Sustained.NO;
              });
      assertThat(found.probes()).isLessThanOrEqualTo(60);
      assertThat(found.met()).isCloseTo(20_000, within(7_000.0));
    }
  }

  @Test
  void searchThatMayNotGoOnSaysThatItIsNotSettled() {
    Knee found = find(new Range(1_000, 10, 1_000_000, 1.05, 4), probe -> upTo(5_432, probe.load()));
    assertThat(found).isEqualTo(new Knee(4_000.0, 8_000.0, Knee.Limit.SERVER, false, 4));
    assertThat(found.inWords("requests/s"))
        .isEqualTo("4,000 requests/s; 8,000 did not meet it (not settled after 4 probes)");
  }

  @Test
  void nothingIsHeardAfterTheEnd() {
    var search = new KneeSearch(new Range(1, 1, 1, 1.05, 1));
    search.heard(Sustained.YES);
    assertThatIllegalStateException().isThrownBy(() -> search.heard(Sustained.YES));
  }

  @Test
  void rangesWithoutALoadAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Range(5, 10, 100, 1.05, 9))
        .withMessage("a search from 5.0, between 10.0 and 100.0: must start between, above 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Range(5, 1, 100, 1, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new Range(5, 1, 100, 2, 0));
  }
}
