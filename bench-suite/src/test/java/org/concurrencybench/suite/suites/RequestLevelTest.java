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

class RequestLevelTest {

  private static final Contender ASYNC = Contender.of("async");
  private static final RequestLevel HELLO =
      RequestLevel.hello(new Loop.Open(5_000, Arrivals.POISSON), 100);

  private static final RequestLevel MIXED =
      RequestLevel.compute(ClientKind.TCP, 8_000, 0.1, new Loop.Open(500, Arrivals.POISSON), 100);

  /** By which results of all runs are found. */
  @Test
  void namesStayAsTheyAre() {
    assertThat(HELLO).hasToString("http/hello/open-5000/c100");
    assertThat(RequestLevel.hello(new Loop.Closed(), 1)).hasToString("http/hello/closed/c1");
    assertThat(RequestLevel.hello(new Loop.Churn(), 50)).hasToString("http/hello/churn/c50");
    assertThat(RequestLevel.echo(ClientKind.TCP, 64, new Loop.Closed(), 500))
        .hasToString("tcp/echo-64/closed/c500");
    assertThat(
            RequestLevel.echo(ClientKind.WS, 1 << 20, new Loop.Open(1, Arrivals.POISSON), 20_000))
        .hasToString("ws/echo-1048576/open-1/c20000");
    assertThat(RequestLevel.compute(ClientKind.HTTP, 20, 1, new Loop.Closed(), 100))
        .hasToString("http/compute-20/closed/c100");
    assertThat(MIXED).hasToString("tcp/open-500/c100/compute-10pct-8000");
    assertThat(
            RequestLevel.compute(
                ClientKind.HTTP, 800, 0.005, new Loop.Open(500, Arrivals.POISSON), 100))
        .hasToString("http/open-500/c100/compute-0.5pct-800");
    assertThat(RequestLevel.backend(ClientKind.HTTP, 100, new Loop.Closed(), 2_000))
        .hasToString("http/backend-100ms/closed/c2000");
  }

  @Test
  void suiteFindsItsLevelsByName() {
    assertThat(new ShortRequests().level("http/hello/open-5000/c100")).isEqualTo(HELLO);
    assertThatThrownBy(() -> new ShortRequests().level("http/hello/open-5000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("suite short-requests has no level 'http/hello/open-5000'");
  }

  @Test
  void rateThatNoDriverCanMeanIsRefused() {
    assertThatThrownBy(() -> RequestLevel.hello(new Loop.Open(0, Arrivals.POISSON), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.0");
  }

  @Test
  void whatIsAskedIsInTheParameters() {
    assertThat(MIXED.parameters().number("computeUnits")).isEqualTo(8_000);
    assertThat(MIXED.parameters().number("computeShare")).isEqualTo(0.1);
    assertThat(MIXED.cell("compute", Contender.parse("async+offload")).id())
        .isEqualTo("compute/async+offload/tcp/open-500/c100/compute-10pct-8000");
    assertThat(RequestLevel.backend(ClientKind.HTTP, 100, new Loop.Closed(), 2_000).demand())
        .isEqualTo(new Demand(2_000, 1, 2));
  }

  @Test
  void webSocketIsServedByTheHttpPort() {
    assertThat(wire(ClientKind.WS)).isEqualTo(WireProtocol.HTTP);
    assertThat(wire(ClientKind.HTTP)).isEqualTo(WireProtocol.HTTP);
    assertThat(wire(ClientKind.TCP)).isEqualTo(WireProtocol.TCP);
  }

  private static WireProtocol wire(ClientKind client) {
    return new RequestLevel(client, Workload.echo(64), new Loop.Closed(), 1).wire();
  }

  @Test
  void cellsOfOneLevelDifferInTheModelOnly() {
    Cell cell = HELLO.cell("short-requests", Contender.of("virtual"));
    assertThat(cell.id()).isEqualTo("short-requests/virtual/http/hello/open-5000/c100");
    assertThat(cell.load()).isEqualTo(HELLO.cell("short-requests", ASYNC).load());
    assertThat(cell.parameters()).isEqualTo(HELLO.cell("short-requests", ASYNC).parameters());
    assertThat(cell.parameters().number("ratePerSecond")).isEqualTo(5_000);
    assertThat(cell.parameters().number("connections")).isEqualTo(100);
    assertThat(cell.parameters().text("loop")).isEqualTo("open");
  }
}
