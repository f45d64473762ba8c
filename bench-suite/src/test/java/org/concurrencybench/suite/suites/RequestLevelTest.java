package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLevelTest {

  private static final Contender ASYNC = Contender.of("async");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http/hello/open-5000/c100",
        "http/hello/closed/c1",
        "tcp/echo-64/closed/c500",
        "ws/echo-1048576/open-1/c20000",
        "http/hello/churn/c50",
        "http/compute-20/closed/c100",
        "tcp/open-500/c100/compute-10pct-8000",
        "http/open-500/c100/compute-1pct-800",
        "http/open-500/c100/compute-0.5pct-800",
        "http/backend-100ms/closed/c2000",
        "tcp/backend-1000ms/open-50/c500"
      })
  void isPrintedAsItIsRead(String text) {
    assertThat(RequestLevel.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyLevelOfTheSuiteCanBeHandedToItsFork(Profile profile) {
    assertThat(new ShortRequests().levels(profile))
        .allSatisfy(level -> assertThat(RequestLevel.parse(level.toString())).isEqualTo(level));
  }

  @Test
  void isReadInFull() {
    assertThat(RequestLevel.parse("http/hello/open-5000/c100"))
        .isEqualTo(
            new RequestLevel(
                ClientKind.HTTP, Workload.hello(), new Loop.Open(5_000, Arrivals.POISSON), 100));
    assertThat(RequestLevel.parse("ws/echo-64/closed/c7"))
        .isEqualTo(new RequestLevel(ClientKind.WS, Workload.echo(64), new Loop.Closed(), 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http/hello/open-5000",
        "udp/hello/closed/c1",
        "http/hello/closed/c",
        "http/hello/closed/c-1",
        "http/hello/open-/c1",
        "http/hello/open-5e3/c1",
        "http/hello/half-open/c1",
        "http/echo/closed/c1",
        "http/compute/closed/c1",
        "http/compute-10pct-8000/closed/c1",
        "ws/compute-20/closed/c1x",
        "http/backend-100/closed/c1",
        "http/closed/c1/backend-100ms",
        "HTTP/hello/closed/c1",
        "http/hello/closed/c1 ",
        "http/hello/closed/c12345678"
      })
  void anythingElseIsRefusedAndQuoted(String text) {
    assertThatThrownBy(() -> RequestLevel.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "level '%s': must be like http/hello/open-5000/c100, tcp/echo-64/closed/c500 or tcp/open-500/c100/compute-10pct-8000",
            text);
  }

  @Test
  void rateThatNoDriverCanMeanIsRefused() {
    assertThatThrownBy(() -> RequestLevel.parse("http/hello/open-0/c1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.0");
  }

  @Test
  void whatIsAskedIsReadInFull() {
    assertThat(RequestLevel.parse("tcp/open-500/c100/compute-10pct-8000"))
        .isEqualTo(
            RequestLevel.compute(
                ClientKind.TCP, 8_000, 0.1, new Loop.Open(500, Arrivals.POISSON), 100));
    assertThat(RequestLevel.parse("http/backend-100ms/closed/c2000"))
        .isEqualTo(RequestLevel.backend(ClientKind.HTTP, 100, new Loop.Closed(), 2_000));
    Level level = RequestLevel.parse("tcp/open-500/c100/compute-10pct-8000");
    assertThat(level.parameters().number("computeUnits")).isEqualTo(8_000);
    assertThat(level.parameters().number("computeShare")).isEqualTo(0.1);
    assertThat(level.cell("compute", Contender.parse("async+offload")).id())
        .isEqualTo("compute/async+offload/tcp/open-500/c100/compute-10pct-8000");
    assertThat(RequestLevel.parse("http/backend-100ms/closed/c2000").demand())
        .isEqualTo(new Demand(2_000, 1, 2));
  }

  @Test
  void webSocketIsServedByTheHttpPort() {
    assertThat(RequestLevel.parse("ws/echo-64/closed/c1").wire()).isEqualTo(WireProtocol.HTTP);
    assertThat(RequestLevel.parse("http/hello/closed/c1").wire()).isEqualTo(WireProtocol.HTTP);
    assertThat(RequestLevel.parse("tcp/echo-64/closed/c1").wire()).isEqualTo(WireProtocol.TCP);
  }

  @Test
  void cellsOfOneLevelDifferInTheModelOnly() {
    Level level = RequestLevel.parse("http/hello/open-5000/c100");
    Cell cell = level.cell("short-requests", Contender.of("virtual"));
    assertThat(cell.id()).isEqualTo("short-requests/virtual/http/hello/open-5000/c100");
    assertThat(cell.load()).isEqualTo(level.cell("short-requests", ASYNC).load());
    assertThat(cell.parameters()).isEqualTo(level.cell("short-requests", ASYNC).parameters());
    assertThat(cell.parameters().number("ratePerSecond")).isEqualTo(5_000);
    assertThat(cell.parameters().number("connections")).isEqualTo(100);
    assertThat(cell.parameters().text("loop")).isEqualTo("open");
  }
}
