package org.concurrencybench.suite.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The slow backend as a process, called by each model. */
@Timeout(120)
class BackendProcessTest {

  private static final ServerCommand BACKEND =
      ServerCommand.bench(
          new JvmFlags("Serial", 64, 256, 1, false, List.of()),
          "backend",
          "--port",
          "0",
          "--controlled");

  @Test
  void saysWhatItIsAndStopsWhenTold() throws Exception {
    ServerProcess backend = ServerProcess.start(BACKEND);
    try (backend) {
      assertThat(backend.ready().model()).isEqualTo("backend");
      assertThat(backend.ready().protocol()).isEqualTo("tcp");
      assertThat(requireNonNull(backend.sample().lateness()).answers()).isZero();
      assertThat(backend.sample().connections()).isNull();
    }
    assertThat(backend.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"threaded", "async", "virtual", "pooled"})
  void isCalledByEveryModelAndSaysHowLateItWas(String model) throws Exception {
    try (ServerProcess backend = ServerProcess.start(BACKEND);
        Server server = server(model, backend);
        HttpClient client = HttpClient.newHttpClient()) {
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 20; i++) {
        answers.add(client.sendAsync(request(server, 10 + i), BodyHandlers.ofString()));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(answers.get(i).get().body()).isEqualTo("" + (10 + i));
      }
      assertThat(requireNonNull(backend.sample().lateness()).answers()).isEqualTo(20);
    }
  }

  @Test
  @SuppressWarnings("try") // that it ends in the middle is the point
  void itsDeathIsABadGateway() throws Exception {
    try (ServerProcess backend = ServerProcess.start(BACKEND);
        Server server = server("async", backend);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request(server, 1), BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      CompletableFuture<HttpResponse<String>> held =
          client.sendAsync(request(server, 60_000), BodyHandlers.ofString());
      backend.close();
      assertThat(held.get().statusCode()).isEqualTo(502);
      assertThat(client.send(request(server, 1), BodyHandlers.ofString()).statusCode())
          .isEqualTo(502);
    }
  }

  private static Server server(String model, ServerProcess backend) throws IOException {
    ServerConfig config = ServerConfig.loopback(WireProtocol.HTTP).withBackend(backend.address());
    return Models.named(model).start(config, new BenchService());
  }

  private static HttpRequest request(Server server, int millis) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:" + server.address().getPort() + "/backend?millis=" + millis))
        .build();
  }
}
