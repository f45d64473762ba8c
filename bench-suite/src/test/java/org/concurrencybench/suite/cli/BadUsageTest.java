package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be meant is refused in one sentence, before anything is started. */
class BadUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --models foo              | bench run: unknown model 'foo'; there are async,
          run --suites foo              | bench run: unknown suite 'foo'; there are short-requests
          run --rounds -1               | bench run: rounds: -1, must be at least 1
          run --rounds many             | bench run: Invalid value for option '--rounds': 'many' is not an int
          run --profile tiny            | bench run: Invalid value for option '--profile': expected one of [SMOKE, QUICK, FULL] (case-insensitive) but was 'tiny'
          serve --model nope            | bench serve: unknown model 'nope'; there are async,
          serve --model virtual --protocol udp | bench serve: Invalid value for option '--protocol': expected one of [TCP, HTTP] (case-insensitive) but was 'udp'
          serve --model virtual --port 70000 | bench serve: port 70000: must be from 0 to 65535
          serve --model virtual --host no.such.host.invalid | bench serve: host 'no.such.host.invalid': no such host
          serve --model virtual --max-message 0 | bench serve: max message of 0 bytes: must be from 1 to 1073741824
          serve --model virtual --message-timeout 10ms | bench serve: message timeout of 10 ms: must be from 100 ms to one day, or 0 for none
          serve --model threaded --transport epoll | bench serve: transport 'epoll': only a model with event loops has a choice of transports
          serve --model virtual --backend localhost | bench serve: backend 'localhost': must be HOST:PORT
          serve --model virtual --backend localhost:0 | bench serve: backend 'localhost:0': the port must be from 1 to 65535
          serve --model virtual --fanout some | bench serve: Invalid value for option '--fanout': expected one of [WRITER, DIRECT] (case-insensitive) but was 'some'
          serve --model virtual --compute nowhere | bench serve: Invalid value for option '--compute': expected one of [INLINE, OFFLOAD] (case-insensitive) but was 'nowhere'
          serve --model threaded --workers 5 | bench serve: --workers and --queue are for a model with a pool of workers, and 'threaded' has none: leave them out
          serve --model async --queue 5 | bench serve: --workers and --queue are for a model with a pool of workers, and 'async' has none: leave them out
          serve --model pooled --workers 0 | bench serve: workers: 0, must be from 1 to 30000
          serve --model pooled --queue 0 | bench serve: queue: 0, must be at least 1
          serve --model pooled --transport epoll | bench serve: transport 'epoll': this model waits in the JDK's selectors, nio
          serve                         | bench serve: Missing required option: '--model=<model>'
          drive --workload hello --target localhost | bench drive: target 'localhost': must be HOST:PORT
          drive --workload hello --target localhost:99999 | bench drive: target 'localhost:99999': the port must be from 1 to 65535
          drive --workload hello --target localhost:0 | bench drive: target 'localhost:0': the port must be from 1 to 65535
          drive --workload hello --target no.such.host.invalid:80 | bench drive: target 'no.such.host.invalid:80': no such host
          drive --workload hello --target localhost:1 --duration 10 | bench drive: Invalid value for option '--duration': '10' is not a duration such as 10s, 500ms or 2m
          drive --workload hello --target localhost:1 --duration 0s | bench drive: duration PT0S of phase 'measured': must be from 1 ns to a day
          drive --workload hello --target localhost:1 --closed --rate 5 | bench drive: --closed and --rate 5.0 exclude each other: leave one out
          drive --workload hello --target localhost:1 --arrivals constant | bench drive: --arrivals constant is for an open loop: add --rate
          drive --workload hello --target localhost:1 --rate 5 --think-time 1s | bench drive: --think-time is for a closed loop: leave --rate 5.0 out
          drive --workload hello --target localhost:1 --payload 99 | bench drive: --payload 99: workload hello has none
          drive --workload hello --target localhost:1 --protocol tcp | bench drive: workload hello over tcp: hello is a request of http
          drive --workload hello --target localhost:1 --connections 0 | bench drive: connections: 0, must be at least 1
          drive --workload echo --target localhost:1 --payload 3 | bench drive: payload of 3 bytes: echo takes from 16 (its stamp and sequence) to 1048576
          drive --workload hello --target localhost:1 --rate 0 | bench drive: rate of 0.0 requests per second: must be above 0 and at most 1.0E7
          drive --workload hello --target localhost:1 --units 5 | bench drive: --units is for workload compute, not for hello: leave it out
          drive --workload hello --target localhost:1 --deliveries 5 | bench drive: --deliveries is for workload chat, not for hello: leave it out
          drive --workload compute --target localhost:1 --payload 64 | bench drive: --payload 64: workload compute has none over http
          drive --workload compute --target localhost:1 --share 1.5 | bench drive: share of 1.5: must be above 0 and at most 1
          drive --workload compute --target localhost:1 --protocol ws | bench drive: workload compute over ws: compute is a request of tcp and http
          drive --workload backend --target localhost:1 --millis -1 | bench drive: millis: -1, must be from 0 to 600000
          drive --workload chat --target localhost:1 --deliveries 5 | bench drive: workload chat over http: only tcp and ws connections can be members of a room
          drive --workload chat --target localhost:1 --protocol tcp | bench drive: workload chat: how much is said? Add --deliveries or --rate
          drive --workload chat --target localhost:1 --protocol tcp --rate 5 --deliveries 5 | bench drive: --deliveries 5.0 and --rate 5.0 exclude each other: leave one out
          drive --workload chat --target localhost:1 --protocol tcp --rate 5 --members 7 | bench drive: 100 connections in rooms of 7 members: connections must be a multiple of the members
          drive --workload chat --target localhost:1 --protocol tcp --rate 5 --rooms 7 | bench drive: --rooms 7: 100 connections cannot be shared out evenly
          drive --workload chat --target localhost:1 --protocol tcp --rate 5 --rooms 10 --members 5 | bench drive: --rooms 10 and --members 5 contradict each other for 100 connections: leave one out
          drive --workload chat --target localhost:1 --protocol tcp --closed | bench drive: --closed: workload chat has an open loop
          drive --workload long-poll --target localhost:1 --protocol tcp | bench drive: workload long-poll over tcp: it is a request of http
          drive --workload churn --target localhost:1 --rate 5 | bench drive: --rate 5.0: workload churn has a closed loop
          drive --workload churn --target localhost:1 --think-time 1s | bench drive: --think-time: workload churn has none
          drive --workload hello --target localhost:1 --find-rate | bench drive: --find-rate needs to know what must be kept: add --p99 10ms
          drive --workload hello --target localhost:1 --find-rate --p99 10ms --closed | bench drive: --find-rate is for an open loop: leave --closed out
          drive --workload hello --target localhost:1 --find-rate --p99 0ms | bench drive: objective of PT0S: must be longer than nothing
          drive --workload hello --target localhost:1 --p99 10ms | bench drive: --p99 is for --find-rate: add that, or leave it out
          ask --connections 5           | bench ask: Missing required option: '--rate=<rate>'
          ask --connections 0 --rate 5  | bench ask: connections: 0, must be at least 1
          ask --connections 5 --rate 0  | bench ask: rate: 0, must be at least 1
          ask --connections 5 --rate 5 --slo fast | bench ask: objective 'fast': must be a percentile and a time, like p99=50ms
          ask --connections 5 --rate 5 --slo p98=5ms | bench ask: objective 'p98=5ms': of response time, [p50, p90, p99, p99.9, p99.99, max] are known
          ask --connections 5 --rate 5 --wait 100 | bench ask: objective p99=50ms: no server can keep it with requests that wait 100 ms; ask with a longer one, as --slo p99=150ms
          ask --connections 5 --rate 5 --wait 9 --compute 9 | bench ask: wait of 9 ms and 9 units of computation: a request does one or the other; ask twice
          ask --connections 5 --rate 5 --models fibres | bench ask: unknown model 'fibres'
          ask --connections 5 --rate 5 --rounds 0 | bench ask: rounds: 0, must be at least 1
          compare                       | bench compare: Missing required parameters: 'A', 'B'
          compare /no/such/run /no/such/run | bench compare: "/no/such/run" is not the directory of a run: there is no run.json in it.
          drive --workload dance --target localhost:1 | bench drive: Invalid value for option '--workload': expected one of [
          """)
  void isOneSentenceAndExitCodeTwo(String arguments, String sentence) {
    Spoken spoken = Spoken.by(arguments);
    assertThat(spoken.sentence()).startsWith(sentence).doesNotContain("\n");
    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err()).containsPattern("Try 'bench \\w+ --help'\\.");
  }

  @Test
  void benchAloneNamesItsCommands() {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode = CommandLines.execute(new PrintWriter(out, true), new PrintWriter(err, true));
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("bench: which command? There are ")
        .contains("run", "serve", "drive", "models", "suites");
  }

  @Test
  void modelsAndSuitesAreListed() {
    assertThat(Spoken.by("models").out())
        .contains("async", "threaded", "virtual")
        .containsPattern("(?m)^pooled .* \\(measured where --models names it\\)$");
    assertThat(Spoken.by("suites").out()).contains("short-requests");
    assertThat(Spoken.by("models").exitCode()).isZero();
  }
}
