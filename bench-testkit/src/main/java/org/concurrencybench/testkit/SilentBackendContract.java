package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;

/** A backend that never answers is given up after {@link ServerConfig#BACKEND_GRACE_MILLIS}. */
interface SilentBackendContract extends Contract {

  @Test
  default void aBackendThatTakesFarTooLongCostsTheCallOnly() throws Exception {
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      client.ask(new Request.CallBackend(0, ByteBuffer.wrap(Payloads.of(1, 10))));
      assertThat(client.receive())
          .isInstanceOfSatisfying(
              Reply.Refused.class, refusal -> assertThat(refusal.code()).isEqualTo(6));
      client.echo(Payloads.of(2, 10));
      backend.letAnswer(2);
      client.ask(new Request.CallBackend(0, ByteBuffer.wrap(Payloads.of(3, 10))));
      assertThat(client.receive())
          .isInstanceOfSatisfying(
              Reply.BackendAnswered.class,
              answer ->
                  assertThat(answer.payload()).isEqualTo(ByteBuffer.wrap(Payloads.of(3, 10))));
    }
  }
}
