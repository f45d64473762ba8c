package org.concurrencybench.suite.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "READY threaded tcp 127.0.0.1:41234 pid=4711",
        "READY async-native http localhost:80 pid=1",
        "READY virtual http [0:0:0:0:0:0:0:1]:8080 pid=4711"
      })
  void printsWhatItParsed(String line) {
    assertThat(ReadyLine.parse(line + "\r").orElseThrow()).hasToString(line);
  }

  @Test
  void addressIsWhereToConnect() {
    assertThat(ReadyLine.parse("READY a tcp 127.0.0.1:41234 pid=1").orElseThrow().address())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 41_234));
    assertThat(ReadyLine.parse("READY a tcp [::1]:8080 pid=1").orElseThrow().address())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 8080));
  }

  @Test
  void ownLineIsParsedByTheLauncher() {
    for (String host : new String[] {"127.0.0.1", "::1"}) {
      ReadyLine line =
          ReadyLine.ofThisProcess(
              "threaded", "tcp", new InetSocketAddress(InetAddress.ofLiteral(host), 8080));
      assertThat(ReadyLine.parse(line.toString())).hasValue(line);
      assertThat(line.pid()).isEqualTo(ProcessHandle.current().pid());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "READY",
        "ready a tcp h:1 pid=1",
        "READY a tcp h pid=1",
        "READY a tcp h:1",
        "READY a tcp h:x pid=1",
        "READY a tcp h:1 pid=1 more"
      })
  void otherLinesAreNone(String line) {
    assertThat(ReadyLine.parse(line)).isEmpty();
  }
}
