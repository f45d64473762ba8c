package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Reply;

/** What every part of the contract starts from. */
interface Contract {

  /** The name of the model. */
  String model();

  /** What the clients speak. */
  Dialect dialect();

  /** A server of the model on any port. */
  ServerConfig config();

  /** That server, started. */
  default TestServer start() throws IOException {
    return start(config());
  }

  /** The same with another configuration. */
  default TestServer start(ServerConfig config) throws IOException {
    return new TestServer(model(), config, dialect());
  }

  /** Going away, where the protocol can say it; then the end. */
  default void expectFarewell(TestClient client) throws IOException {
    if (dialect() == Dialect.WEBSOCKET) {
      assertThat(client.receive())
          .isInstanceOfSatisfying(
              Reply.Refused.class, farewell -> assertThat(farewell.code()).isEqualTo(1001));
    }
    client.expectEnd();
  }
}
