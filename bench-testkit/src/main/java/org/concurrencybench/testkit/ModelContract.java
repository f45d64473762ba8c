package org.concurrencybench.testkit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.service.BenchService;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** A model with a transport, whose parts of the contract are nested classes. */
@Timeout(value = 4 * Deadline.SECONDS, unit = TimeUnit.SECONDS)
@TestInstance(Lifecycle.PER_CLASS)
abstract class ModelContract {

  private final String model;
  private final Transport transport;

  /** The model of that name with that transport; skipped where there is no such transport. */
  ModelContract(String model, Transport transport) {
    this.model = model;
    this.transport = transport;
  }

  abstract class Part implements Contract {

    private final Dialect dialect;

    Part(Dialect dialect) {
      this.dialect = dialect;
    }

    @Override
    public String model() {
      return model;
    }

    @Override
    public Dialect dialect() {
      return dialect;
    }

    @Override
    public ServerConfig config() {
      return ModelContract.this.config(dialect);
    }
  }

  private ServerConfig config(Dialect dialect) {
    return ServerConfig.loopback(dialect.wire()).withTransport(transport);
  }

  /**
   * Also makes what the JDK makes once and keeps, before anybody looks for what was left behind.
   */
  @BeforeAll
  void isThere() throws Exception {
    try {
      use(Dialect.TCP);
    } catch (IllegalArgumentException e) {
      Assumptions.abort(e.toString());
    }
  }

  private void use(Dialect dialect) throws IOException {
    try (Server server = Models.named(model).start(config(dialect), new BenchService());
        TestClient client = TestClient.connect(server.address(), dialect, Limits.DEFAULT)) {
      for (int i = 0; i < 100; i++) {
        client.open().echo(Payloads.of(i, 100));
      }
    }
  }
}
