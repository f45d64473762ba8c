package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.concurrencybench.core.server.ServerConfig;
import org.junit.jupiter.api.Test;

/**
 * Over the limit of connections a client is told so, and those who were there first notice nothing.
 */
interface LimitsContract extends Contract {

  @Test
  default void oneConnectionTooManyIsToldSo() throws Exception {
    try (var server = start(config().withMaxConnections(2))) {
      TestClient first = server.client();
      TestClient second = server.client();
      first.echo(Payloads.of(1, 100));
      second.echo(Payloads.of(2, 100));

      TestClient third = server.connection();
      assertThat(dialect().refusal().test(third.readToEnd())).as("refusal").isTrue();
      assertThat(server.stats().refused()).isEqualTo(1);
      assertThat(server.stats().accepted()).isEqualTo(2);
      second.echo(Payloads.of(3, 100));
    }
  }

  @Test
  default void aRefusalArrivesThoughTheClientIsStillSending() throws Exception {
    try (var server = start(config().withMaxConnections(1))) {
      TestClient first = server.client();
      first.echo(Payloads.of(1, 100));

      TestClient second = server.connection();
      second.send(new byte[ClosingContract.STILL_SENDING_BYTES]);
      assertThat(dialect().refusal().test(second.readToEnd())).as("refusal").isTrue();
    }
  }

  @Test
  default void aPlaceIsFreeAgainWhenSomebodyLeaves() throws Exception {
    try (var server = start(config().withMaxConnections(1))) {
      for (int i = 0; i < 20; i++) {
        TestClient client = server.client();
        client.echo(Payloads.of(i, 100));
        client.close();
        Deadline.await("the place is free", () -> server.stats().open() == 0);
      }
      assertThat(server.stats().refused()).isZero();
    }
  }

  @Test
  default void aCrowdOverTheLimitDisturbsNobody() throws Exception {
    int crowd = 5 * ServerConfig.LINGERING_REFUSALS;
    try (var server = start(config().withMaxConnections(1))) {
      TestClient first = server.client();
      first.echo(Payloads.of(1, 100));
      var refused = new ArrayList<TestClient>();
      for (int i = 0; i < crowd; i++) {
        refused.add(server.connection());
      }
      Deadline.await("all of them refused", () -> server.stats().refused() == crowd);
      first.echo(Payloads.of(2, 100));
      int told = 0;
      for (TestClient client : refused) {
        told += wasTold(client) ? 1 : 0;
      }
      assertThat(told)
          .as("clients that were told why")
          .isGreaterThanOrEqualTo(ServerConfig.LINGERING_REFUSALS);
      first.echo(Payloads.of(3, 100));
    }
  }

  /** Whether there was an answer; a server that already tells many others may just close. */
  private boolean wasTold(TestClient client) {
    try {
      byte[] answer = client.readToEnd();
      assertThat(answer.length == 0 || dialect().refusal().test(answer))
          .as("refusal or nothing")
          .isTrue();
      return answer.length > 0;
    } catch (IOException _) {
      return false;
    }
  }
}
