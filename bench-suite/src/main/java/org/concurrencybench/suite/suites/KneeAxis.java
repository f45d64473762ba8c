package org.concurrencybench.suite.suites;

import java.util.Locale;

/** What is raised in search of a knee. */
public enum KneeAxis {
  /** Requests a second, the connections staying as they are. */
  REQUESTS("requests/s", "kneeRequestsPerSecond", "kneeAboveRequestsPerSecond"),
  /** Connections, the rate staying as it is. */
  CONNECTIONS("connections", "kneeConnections", "kneeAboveConnections");

  private final String unit;
  private final String metFigure;
  private final String aboveFigure;

  KneeAxis(String unit, String metFigure, String aboveFigure) {
    this.unit = unit;
    this.metFigure = metFigure;
    this.aboveFigure = aboveFigure;
  }

  /** What its loads are counted in. */
  public String unit() {
    return unit;
  }

  /** The figure in results that has the highest load that met the objective. */
  public String metFigure() {
    return metFigure;
  }

  /** The figure in results that has the lowest load above, which did not. */
  public String aboveFigure() {
    return aboveFigure;
  }

  /** The name in levels: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
