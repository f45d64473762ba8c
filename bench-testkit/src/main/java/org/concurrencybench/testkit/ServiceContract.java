package org.concurrencybench.testkit;

import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.server.Variant.Fanout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every model must do with the requests that are more than an echo: compute, call the slow
 * backend, talk in rooms, wait for what is said there. Subclasses as those of {@link
 * ServerContract}.
 */
public abstract class ServiceContract extends ModelContract {

  /** The model of that name with that transport; skipped where there is no such transport. */
  protected ServiceContract(String model, Transport transport) {
    super(model, transport);
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(names = {"TCP", "HTTP"})
  class Computing extends Part implements ComputeContract {

    Computing(Dialect dialect) {
      super(dialect);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}, {1}")
  @CsvSource({"TCP, WRITER", "TCP, DIRECT", "WEBSOCKET, WRITER", "WEBSOCKET, DIRECT"})
  class InRooms extends Part implements ChatContract {

    private final Fanout fanout;

    InRooms(Dialect dialect, Fanout fanout) {
      super(dialect);
      this.fanout = fanout;
    }

    @Override
    public ServerConfig config() {
      return withFanout(super.config(), fanout);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource
  class InRoomsOverTcp extends Part implements TcpChatContract {

    private final Fanout fanout;

    InRoomsOverTcp(Fanout fanout) {
      super(Dialect.TCP);
      this.fanout = fanout;
    }

    @Override
    public ServerConfig config() {
      return withFanout(super.config(), fanout);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(names = {"TCP", "HTTP"})
  class CallingTheBackend extends Part implements BackendContract {

    CallingTheBackend(Dialect dialect) {
      super(dialect);
    }
  }

  @Nested
  class CallingInVain extends Part implements SilentBackendContract {

    CallingInVain() {
      super(Dialect.TCP);
    }
  }

  @Nested
  class Waiting extends Part implements LongPollContract {

    Waiting() {
      super(Dialect.HTTP);
    }
  }

  @Nested
  class WithForeigners extends Part implements ForeignChatContract {

    WithForeigners() {
      super(Dialect.HTTP);
    }
  }

  private static ServerConfig withFanout(ServerConfig config, Fanout fanout) {
    Variant variant = config.variant();
    return config.withVariant(new Variant(fanout, variant.compute(), variant.globalLock()));
  }
}
