package org.concurrencybench.suite.run;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.micro.CostProfiler;
import org.concurrencybench.suite.micro.MicroSuites;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** What JMH says of a benchmark, as run.json has it. */
final class MicroResults {

  private static final Pattern PACKAGE =
      Pattern.compile("^" + Pattern.quote(MicroSuites.class.getPackageName() + "."));

  private MicroResults() {}

  static MicroResult of(BenchmarkResult result) {
    BenchmarkParams params = result.getParams();
    Result<?> score = result.getPrimaryResult();
    return new MicroResult(
        name(params),
        parameters(params),
        params.getMode().shortLabel(),
        params.getForks(),
        params.getMeasurement().getCount(),
        score.getScore(),
        known(score.getScoreError()),
        score.getScoreUnit(),
        beside(result, CostProfiler.CPU),
        beside(result, CostProfiler.SWITCHES));
  }

  /** As {@code HandOff.pingPong cpus=1 kind=ONE_LOOP}. */
  static String title(BenchmarkParams params) {
    return params.getParamsKeys().stream()
        .map(name -> " " + name + "=" + params.getParam(name))
        .collect(Collectors.joining("", name(params), ""));
  }

  /** Class and method. */
  private static String name(BenchmarkParams params) {
    return PACKAGE.matcher(params.getBenchmark()).replaceFirst("");
  }

  private static Parameters parameters(BenchmarkParams params) {
    Parameters parameters = Parameters.NONE;
    for (String name : params.getParamsKeys()) {
      parameters = parameters.with(name, params.getParam(name));
    }
    return parameters;
  }

  private static @Nullable Double beside(BenchmarkResult result, String name) {
    Result<?> cost = result.getSecondaryResults().get(name);
    return cost == null ? null : known(cost.getScore());
  }

  /** JMH writes what it does not know as NaN. */
  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
