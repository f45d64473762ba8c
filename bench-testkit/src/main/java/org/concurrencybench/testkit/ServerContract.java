package org.concurrencybench.testkit;

import org.concurrencybench.core.server.Transport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every model must do as a server, whatever its threads are. A model's module has one subclass
 * for each way to run it, and one of {@link ServiceContract}:
 *
 * <pre>{@code
 * class ThreadedServerTest extends ServerContract {
 *   ThreadedServerTest() {
 *     super("threaded", Transport.NIO);
 *   }
 * }
 * }</pre>
 */
public abstract class ServerContract extends ModelContract {

  /** The model of that name with that transport; skipped where there is no such transport. */
  protected ServerContract(String model, Transport transport) {
    super(model, transport);
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(Dialect.class)
  class OverEveryProtocol extends Part
      implements EchoContract,
          ClosingContract,
          BackPressureContract,
          LimitsContract,
          PatienceContract,
          ShutdownContract {

    OverEveryProtocol(Dialect dialect) {
      super(dialect);
    }
  }

  @Nested
  class OverAnyProtocol extends Part implements ProcessContract {

    OverAnyProtocol() {
      super(Dialect.TCP);
    }
  }

  @Nested
  class OverHttp extends Part implements RoutesContract, ForeignClientContract {

    OverHttp() {
      super(Dialect.HTTP);
    }
  }
}
