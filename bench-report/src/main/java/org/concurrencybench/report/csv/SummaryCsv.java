package org.concurrencybench.report.csv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.VirtualThreadScheduler;
import org.concurrencybench.report.run.WarmUp;
import org.concurrencybench.report.run.Window;
import org.jspecify.annotations.Nullable;

/**
 * summary.csv: one row a window with every figure, the invalid ones too. The first columns are
 * always the same; then follows a column for each parameter, kind of error and extra figure that
 * occurs in the run.
 */
public final class SummaryCsv {

  /** A window and where it belongs. */
  private record Row(Cell cell, Round round, Window window) {}

  private record Column(String name, Value value) {}

  @FunctionalInterface
  private interface Value {
    @Nullable Object of(Row row);
  }

  private static final List<Column> FIXED =
      Stream.of(identity(), throughput(), latencies(), deliveries(), costs(), machine(), memory())
          .flatMap(List::stream)
          .toList();

  private SummaryCsv() {}

  /** The whole file. */
  public static String of(Run run) {
    List<Row> rows =
        run.cells().stream()
            .flatMap(cell ->
                cell.rounds().stream()
                    .flatMap(round ->
                        round.windows().stream().map(window -> new Row(cell, round, window))))
            .toList();
    List<Column> columns = columns(rows);
    String header = CsvLine.of(new ArrayList<>(columns.stream().map(Column::name).toList()));
    return rows.stream().map(row -> line(columns, row)).collect(Collectors.joining("", header, ""));
  }

  private static String line(List<Column> columns, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : columns) {
      values.add(column.value().of(row));
    }
    return CsvLine.of(values);
  }

  private static List<Column> columns(List<Row> rows) {
    List<Column> columns = new ArrayList<>(FIXED);
    Set<String> parameters = new LinkedHashSet<>();
    rows.forEach(row -> parameters.addAll(row.cell().parameters().values().keySet()));
    for (String name : parameters) {
      columns.add(
          new Column("parameter." + name, row -> row.cell().parameters().values().get(name)));
    }
    for (String kind : names(rows, window -> window.errors().keySet())) {
      columns.add(new Column("errors." + kind, row -> row.window().errors().get(kind)));
    }
    for (String name : names(rows, window -> window.extra().keySet())) {
      columns.add(new Column("extra." + name, row -> row.window().extra().get(name)));
    }
    return columns;
  }

  private static Set<String> names(List<Row> rows, Function<Window, Set<String>> of) {
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(of.apply(row.window())));
    return names;
  }

  private static List<Column> identity() {
    return List.of(
        new Column("cell", row -> row.cell().id()),
        new Column("suite", row -> row.cell().suite()),
        new Column("model", row -> row.cell().model()),
        new Column("variant", row -> row.cell().variant()),
        new Column("protocol", row -> row.cell().protocol()),
        new Column("level", row -> row.cell().level()),
        new Column("ranked", row -> row.cell().ranked()),
        new Column("round", row -> row.round().number()),
        new Column("attempt", row -> row.window().attempt()),
        new Column("order", row -> row.window().order()),
        new Column("status", row -> row.window().status()),
        new Column("reasons", row -> String.join("; ", row.window().reasons())),
        new Column("startedAt", row -> row.window().startedAt()),
        new Column("durationSeconds", row -> row.window().durationSeconds()));
  }

  private static List<Column> throughput() {
    return List.of(
        new Column("requestsPerSecond", row -> row.window().throughput().requestsPerSecond()),
        new Column("offeredPerSecond", row -> row.window().throughput().offeredPerSecond()),
        new Column("issued", row -> row.window().throughput().issued()),
        new Column("completed", row -> row.window().throughput().completed()),
        new Column("failures", row -> row.window().failures()),
        new Column("peakLimit", row -> read(row.window().throughput().peak(), SummaryCsv::limit)),
        new Column(
            "extrapolatedPerSecond",
            row -> read(row.window().throughput().peak(), Peak::extrapolatedPerSecond)));
  }

  private static String limit(Peak peak) {
    return peak.limit().name().toLowerCase(Locale.ROOT);
  }

  private static List<Column> latencies() {
    List<Column> columns = new ArrayList<>();
    columns.addAll(latency("response", row -> row.window().latency().response()));
    columns.addAll(latency("service", row -> row.window().latency().service()));
    columns.addAll(latency("lateness", row -> row.window().latency().lateness()));
    columns.addAll(latency("connect", row -> row.window().latency().connect()));
    columns.add(
        new Column(
            "driverLimited",
            row ->
                row.window().latency().driverLimited().stream()
                    .map(Percentile::toString)
                    .collect(Collectors.joining(" "))));
    return columns;
  }

  private static List<Column> latency(String name, Function<Row, @Nullable LatencySummary> of) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(name + "Samples", row -> read(of.apply(row), LatencySummary::samples)));
    columns.add(
        new Column(name + "Events", row -> read(of.apply(row), LatencySummary::independentEvents)));
    for (Percentile percentile : Percentile.values()) {
      columns.add(
          new Column(
              name + columnName(percentile),
              row -> read(of.apply(row), summary -> summary.micros(percentile))));
    }
    return columns;
  }

  /** As {@code P999Micros}: the component's name in run.json, capitalised. */
  private static String columnName(Percentile percentile) {
    String plain = percentile.toString().replace(".", "");
    return Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + "Micros";
  }

  private static List<Column> deliveries() {
    return List.of(
        delivery("published", Deliveries::published),
        delivery("deliveriesExpected", Deliveries::expected),
        delivery("delivered", Deliveries::delivered),
        delivery("deliveriesDropped", Deliveries::dropped),
        delivery("deliveriesUncertain", Deliveries::uncertain),
        delivery("deliveriesPerSecond", Deliveries::deliveriesPerSecond),
        delivery("serverCpuMicrosPerDelivery", Deliveries::serverCpuMicrosPerDelivery));
  }

  private static Column delivery(String name, Function<Deliveries, @Nullable Object> of) {
    return new Column(name, row -> read(row.window().deliveries(), of));
  }

  private static List<Column> costs() {
    return List.of(
        new Column("serverCpuMicrosPerRequest", row -> row.window().server().cpuMicrosPerRequest()),
        new Column("serverUtilisation", row -> row.window().server().utilisation()),
        new Column(
            "serverVoluntarySwitchesPerRequest",
            row -> row.window().server().voluntarySwitchesPerRequest()),
        new Column(
            "serverInvoluntarySwitchesPerRequest",
            row -> row.window().server().involuntarySwitchesPerRequest()),
        new Column(
            "serverAllocatedBytesPerRequest",
            row -> row.window().server().allocatedBytesPerRequest()),
        new Column("serverGcPauseMillis", row -> row.window().server().gcPauseMillis()),
        new Column("serverOsThreads", row -> row.window().server().osThreads()),
        new Column("serverLiveVirtualThreads", row -> row.window().server().liveVirtualThreads()),
        scheduler("schedulerParallelism", VirtualThreadScheduler::parallelism),
        scheduler("schedulerCarriers", VirtualThreadScheduler::carriers),
        scheduler("schedulerMounted", VirtualThreadScheduler::mounted),
        scheduler("schedulerQueued", VirtualThreadScheduler::queued),
        scheduler("schedulerPollerMode", VirtualThreadScheduler::pollerMode),
        new Column("driverCpuMicrosPerRequest", row -> row.window().driver().cpuMicrosPerRequest()),
        new Column("driverUtilisation", row -> row.window().driver().utilisation()),
        new Column("driverLongestStallMillis", row -> row.window().driver().longestStallMillis()));
  }

  private static Column scheduler(
      String name, Function<VirtualThreadScheduler, @Nullable Object> of) {
    return new Column(name, row -> read(row.window().server().scheduler(), of));
  }

  private static List<Column> machine() {
    return List.of(
        new Column("stolenFraction", row -> row.window().machine().stolenFraction()),
        new Column("unitMicrosBefore", row -> row.window().machine().unitMicrosBefore()),
        new Column("unitMicrosAfter", row -> row.window().machine().unitMicrosAfter()),
        new Column("driftFraction", row -> row.window().machine().driftFraction()),
        new Column("longestHiccupMillis", row -> row.window().machine().longestHiccupMillis()),
        new Column("serverCompilationMillis", row -> row.window().machine().compilationMillis()),
        new Column("serverCompilerCpuMillis", row -> row.window().machine().compilerCpuMillis()),
        new Column("foreignFraction", row -> row.window().machine().foreignFraction()),
        new Column(
            "kernelPathMicrosBefore", row -> row.window().machine().kernelPathMicrosBefore()),
        new Column("kernelPathMicrosAfter", row -> row.window().machine().kernelPathMicrosAfter()),
        new Column(
            "kernelPathDriftFraction", row -> row.window().machine().kernelPathDriftFraction()),
        new Column("throttledMillis", row -> row.window().machine().throttledMillis()),
        new Column("warmUpRequests", row -> read(row.window().warmUp(), WarmUp::requests)),
        new Column("warmUpSeconds", row -> read(row.window().warmUp(), WarmUp::seconds)),
        new Column("warmUpQuiet", row -> read(row.window().warmUp(), WarmUp::quiet)));
  }

  private static List<Column> memory() {
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column(
            "bytesPerConnection", row -> read(row.window().memory(), Memory::bytesPerConnection)));
    columns.add(
        new Column("kernelSockets", row -> read(row.window().memory(), Memory::kernelSockets)));
    columns.addAll(memoryParts("memory", Memory::parts));
    columns.addAll(memoryParts("baselineMemory", Memory::baseline));
    columns.add(new Column("histogramPath", row -> row.window().histogramPath()));
    return columns;
  }

  private static List<Column> memoryParts(String name, Function<Memory, @Nullable MemoryParts> of) {
    return List.of(
        memoryPart(name + "Connections", of, MemoryParts::connections),
        memoryPart(name + "LiveHeapBytes", of, MemoryParts::liveHeapBytes),
        memoryPart(name + "OutsideHeapBytes", of, MemoryParts::outsideHeapBytes),
        memoryPart(name + "PageTableBytes", of, MemoryParts::pageTableBytes),
        memoryPart(name + "KernelStackBytes", of, MemoryParts::kernelStackBytes),
        memoryPart(name + "KernelSocketBytes", of, MemoryParts::kernelSocketBytes));
  }

  private static Column memoryPart(
      String name,
      Function<Memory, @Nullable MemoryParts> of,
      Function<MemoryParts, @Nullable Object> part) {
    return new Column(name, row -> read(read(row.window().memory(), of), part));
  }

  /** A figure of a part of the window that may be absent. */
  private static <T, R> @Nullable R read(@Nullable T part, Function<T, @Nullable R> figure) {
    return part == null ? null : figure.apply(part);
  }
}
