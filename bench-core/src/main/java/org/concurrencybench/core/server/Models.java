package org.concurrencybench.core.server;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The models on the class path. */
public final class Models {

  private Models() {}

  /** All of them, by name. */
  public static List<ServerProvider> all() {
    return ServiceLoader.load(ServerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(ServerProvider::model))
        .toList();
  }

  /** Those that are measured where no models are named, by name. */
  public static List<ServerProvider> byDefault() {
    return all().stream().filter(ServerProvider::byDefault).toList();
  }

  /** The model of that name; empty if there is none. */
  public static Optional<ServerProvider> find(String model) {
    return all().stream().filter(provider -> provider.model().equals(model)).findFirst();
  }

  /**
   * The model of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static ServerProvider named(String model) {
    return find(model)
        .orElseThrow(() ->
            new IllegalArgumentException("unknown model '" + model + "'; there are " + names()));
  }

  private static String names() {
    return all().stream().map(ServerProvider::model).collect(Collectors.joining(", "));
  }
}
