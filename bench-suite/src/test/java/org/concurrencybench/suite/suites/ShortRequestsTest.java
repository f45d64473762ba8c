package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.concurrencybench.driver.ClientKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShortRequestsTest {

  @Test
  void smokeHasBothLoopsAndBothProtocolsOfAnHttpServer() {
    assertThat(names(Profile.SMOKE))
        .containsExactly(
            "http/hello/open-5000/c100", "http/hello/closed/c100", "ws/echo-64/closed/c100");
  }

  @Test
  void quickHasBothLoadsOfTheClaim() {
    assertThat(names(Profile.QUICK))
        .contains("http/hello/open-5000/c100", "http/hello/open-5000/c500")
        .contains("http/hello/closed/c100");
  }

  @Test
  void fullHasAllThatTheOthersHave() {
    assertThat(names(Profile.FULL))
        .containsAll(names(Profile.SMOKE))
        .containsAll(names(Profile.QUICK));
    for (ClientKind client : ClientKind.values()) {
      assertThat(new ShortRequests().levels(Profile.FULL))
          .filteredOn(level -> level.protocol().equals(client.toString()))
          .extracting(level -> level.demand().connections())
          .contains(1, 100, 500, 1_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void noLevelIsMeasuredTwice(Profile profile) {
    assertThat(names(profile)).doesNotHaveDuplicates();
  }

  @Test
  void suiteIsFoundByName() {
    assertThat(Suites.named("short-requests")).isInstanceOf(ShortRequests.class);
    assertThatThrownBy(() -> Suites.named("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown suite 'short'; there are short-requests");
  }

  private static List<String> names(Profile profile) {
    return new ShortRequests().levels(profile).stream().map(Level::toString).toList();
  }
}
