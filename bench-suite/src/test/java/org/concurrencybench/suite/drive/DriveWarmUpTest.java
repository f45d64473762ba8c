package org.concurrencybench.suite.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.suite.window.OpenLoad;
import org.concurrencybench.suite.window.PlayedResult;
import org.concurrencybench.suite.window.SeenWindow;
import org.junit.jupiter.api.Test;

/** What comes before the measured window. */
class DriveWarmUpTest {

  private final Played played = new Played();

  @Test
  void theMeasuredLoadFollowsTheWarmUpAndNotForEver() throws Exception {
    Duration warmUp = Duration.ofMillis(300);
    drive(warmUp).warmUp(played, new Cut());

    assertThat(played.told.getFirst()).isEqualTo("warm-up " + warmUp);
    List<String> after = played.told.subList(1, played.told.size());
    assertThat(after).isNotEmpty().allSatisfy(told -> assertThat(told).startsWith("settle "));
    // Compilers must rest for two seconds; the limit, three times the warm-up, comes before that.
    assertThat(after).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void cutEndsTheWarmUp() throws Exception {
    var cut = new Cut();
    cut.now();
    drive(Duration.ofHours(1)).warmUp(played, cut);

    assertThat(played.told).containsExactly("warm-up PT1H");
  }

  @Test
  void noWarmUpIsNone() throws Exception {
    drive(Duration.ZERO).warmUp(played, new Cut());

    assertThat(played.told).isEmpty();
  }

  private static Drive drive(Duration warmUp) {
    Load load =
        Load.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            ClientKind.HTTP,
            Workload.hello(),
            1);
    return new Drive(
        new DrivenRequests(load, new Loop.Closed()), warmUp, Duration.ofSeconds(1), null);
  }

  /** Connections to nowhere, which take the time that they are asked to. */
  private static final class Played implements OpenLoad {

    private final List<String> told = new ArrayList<>();

    @Override
    public Connecting connecting() {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeenWindow run(Phase phase, WindowObserver observer) throws InterruptedException {
      told.add(phase.name() + " " + phase.duration());
      if (!phase.name().equals("warm-up")) {
        Thread.sleep(phase.duration());
      }
      return SeenWindow.of(new PlayedResult().result());
    }

    @Override
    public void cut() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
