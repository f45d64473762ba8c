package org.concurrencybench.suite.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BareServerTest {

  private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII);

  @ParameterizedTest
  @ValueSource(strings = {"threaded", "async", "virtual"})
  void answersTheSameBytesAsItsModel(String model) throws Exception {
    BareKind kind = BareKind.of(model).orElseThrow();
    try (Server server =
            Models.named(model)
                .start(ServerConfig.loopback(WireProtocol.HTTP), new BenchService());
        BareServer bare = kind.start(0)) {
      String real = lastOfTwoAnswers(server.address());
      assertThat(withoutDate(lastOfTwoAnswers(bare.address()))).isEqualTo(withoutDate(real));
    }
  }

  @Test
  void codecAnswersTheSameBytesAsTheOthers() throws Exception {
    try (BareServer codec = BareKind.CODEC.start(0)) {
      assertThat(lines(lastOfTwoAnswers(codec.address())))
          .containsExactlyInAnyOrderElementsOf(lines(new String(BareReply.bytes(), US_ASCII)));
    }
  }

  /** Names of headers have no case. */
  private static List<String> lines(String answer) {
    return answer.lines().map(line -> line.toLowerCase(Locale.ROOT)).toList();
  }

  @Test
  void mirrorAnswersWhatItReads() throws Exception {
    try (BareServer mirror = BareKind.MIRROR.start(0);
        var socket = new Socket(mirror.address().getAddress(), mirror.address().getPort())) {
      socket.getOutputStream().write(REQUEST);
      assertThat(socket.getInputStream().readNBytes(REQUEST.length)).isEqualTo(REQUEST);
    }
  }

  @Test
  void everyModelThatIsMeasuredByDefaultHasABareServer() {
    assertThat(Models.byDefault())
        .extracting(ServerProvider::model)
        .allSatisfy(model -> assertThat(BareKind.of(model)).isPresent());
  }

  @Test
  void modelThatNobodyKnowsHasNone() {
    assertThat(BareKind.of("fibres")).isEmpty();
  }

  /** Exactly as many bytes as the bare reply has: one that is longer shows in the second answer. */
  private static String lastOfTwoAnswers(InetSocketAddress address) throws IOException {
    int length = BareReply.bytes().length;
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(REQUEST);
      socket.getInputStream().readNBytes(length);
      socket.getOutputStream().write(REQUEST);
      return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }
  }

  private static String withoutDate(String answer) {
    assertThat(answer).containsPattern("Date: \\w{3}, .{20} GMT\r\n");
    return answer.replaceFirst("Date: .*", "Date: ...");
  }
}
