package org.concurrencybench.suite.drive;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.RoomCounts;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.suite.window.ErrorCounts;
import org.concurrencybench.suite.window.JudgedWindow;
import org.concurrencybench.suite.window.WindowCosts;
import org.concurrencybench.system.loop.EventLoops;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one drive, for people's programs: this is the JSON of {@code bench drive --json}.
 *
 * @param target host and port
 * @param protocol tcp, http or ws
 * @param workload what was asked
 * @param connections wanted
 * @param connectionsOpened that were opened
 * @param payloadBytes of each request; 0 if the workload has none
 * @param loop closed, open or churn
 * @param ratePerSecond requests due a second; null in a closed loop
 * @param arrivals how they were spread; null in a closed loop
 * @param durationSeconds how long the load was held
 * @param plannedSeconds how long it was to be held; more than {@code durationSeconds} if it was cut
 *     short
 * @param status valid, saturated or invalid
 * @param reasons why it is not valid
 * @param throughput requests offered and answered; in a chat publishes, with long polls polls that
 *     were woken
 * @param latency times, and which percentiles say more about the driver than the target
 * @param computing response time of the requests that computed, where others did not: {@code
 *     latency} is of those others; null otherwise
 * @param beyondWait what the response time has beyond the backend's wait, by percentile in
 *     microseconds; null if no backend was asked
 * @param rooms deliveries of a chat; null if it was none
 * @param wakes of long polls; null if there were none
 * @param driverTransport how this process waits for its sockets: epoll, or nio where that is
 *     missing
 * @param driver what this process spent
 * @param driverCompilingMillis time in which the driver's JVM compiled: of a long one the first
 *     figures are those of a cold driver
 * @param server what the process of {@code --server-pid} spent; null if none was named, or it ended
 * @param wrongReplies replies that were not what was asked for, or broke the protocol
 * @param idleClosed idle connections that the server closed, as its keep-alive limit says: no
 *     failures
 * @param reconnects connections that were opened again in the window, whatever had ended them
 * @param errors requests and connections that failed, by kind
 * @param examples the words of one failure of each kind
 */
public record DriveReport(
    String target,
    String protocol,
    String workload,
    int connections,
    int connectionsOpened,
    int payloadBytes,
    LoopKind loop,
    @Nullable Double ratePerSecond,
    @Nullable String arrivals,
    double durationSeconds,
    double plannedSeconds,
    WindowStatus status,
    List<String> reasons,
    Throughput throughput,
    Latency latency,
    @Nullable LatencySummary computing,
    @Nullable Map<String, Double> beyondWait,
    @Nullable RoomFigures rooms,
    @Nullable WakeFigures wakes,
    String driverTransport,
    DriverCost driver,
    long driverCompilingMillis,
    @Nullable ForeignServer server,
    long wrongReplies,
    long idleClosed,
    long reconnects,
    Map<String, Long> errors,
    Map<String, String> examples) {

  /** What makes the driver send. */
  public enum LoopKind {
    /** The answer to the request before. */
    @JsonProperty("closed")
    CLOSED,
    /** The same, with a connection for each request. */
    @JsonProperty("churn")
    CHURN,
    /** A schedule. */
    @JsonProperty("open")
    OPEN
  }

  private static final double NANOS_PER_SECOND = 1e9;

  /** The figures of {@code outcome}. */
  public static DriveReport of(Drive.Outcome outcome) {
    Driven driven = outcome.drive().driven();
    WindowResult result = outcome.result();
    Loop.@Nullable Open open = driven.loop() instanceof Loop.Open loop ? loop : null;
    double seconds = result.phase().duration().toNanos() / NANOS_PER_SECOND;
    JudgedWindow judged =
        JudgedWindow.of(
            driven.connections(),
            outcome.connecting(),
            result,
            WindowCosts.ofDriver(outcome.driver()),
            deliveries(outcome.seen().chat()),
            failures(outcome));
    ErrorCounts errors = judged.errors();
    return new DriveReport(
        target(driven.target()),
        driven.protocol(),
        driven.workload(),
        driven.connections(),
        outcome.connecting().opened(),
        driven.payloadBytes(),
        loop(driven.loop()),
        open == null ? null : open.ratePerSecond(),
        open == null ? null : open.arrivals().toString(),
        seconds,
        outcome.drive().duration().toNanos() / NANOS_PER_SECOND,
        judged.judgement().status(),
        judged.judgement().reasons(),
        judged.throughput(),
        judged.latency(),
        result.computing() == null ? null : LatencySummary.ofNanos(result.computing().response()),
        beyondWait(driven, judged.latency().response()),
        RoomFigures.of(outcome.seen().chat()),
        WakeFigures.of(outcome.seen().polls()),
        EventLoops.best().toString(),
        outcome.driver(),
        outcome.driverCompilingMillis(),
        ForeignServer.of(outcome),
        errors.wrongReplies(),
        errors.idleClosed(),
        result.reconnects(),
        errors.counts(),
        errors.examples());
  }

  /** As it is typed: an IPv6 address in brackets. */
  private static String target(InetSocketAddress target) {
    String host = target.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + target.getPort();
  }

  private static LoopKind loop(Loop loop) {
    return switch (loop) {
      case Loop.Closed _ -> LoopKind.CLOSED;
      case Loop.Churn() -> LoopKind.CHURN;
      case Loop.Open _ -> LoopKind.OPEN;
    };
  }

  /** What a client can know: it takes for declared what the end of a connection prevented. */
  private static @Nullable Deliveries deliveries(@Nullable ChatResult chat) {
    if (chat == null) {
      return null;
    }
    RoomCounts rooms = chat.rooms();
    return new Deliveries(
        rooms.published(),
        rooms.owed(),
        rooms.delivered(),
        rooms.forfeited(),
        chat.deliveriesPerSecond(),
        null);
  }

  private static @Nullable Map<String, Double> beyondWait(
      Driven driven, @Nullable LatencySummary response) {
    if (response == null
        || !(driven instanceof DrivenRequests requests)
        || !(requests.load().workload() instanceof Workload.Backend backend)) {
      return null;
    }
    Map<String, Double> beyond = new LinkedHashMap<>();
    for (Percentile percentile : Percentile.values()) {
      Double micros = response.micros(percentile);
      if (micros != null) {
        beyond.put(percentile.toString(), backend.beyondWaitMicros(micros));
      }
    }
    return beyond;
  }

  private static List<String> failures(Drive.Outcome outcome) {
    boolean ended = outcome.serverBefore().isPresent() && outcome.serverAfter().isEmpty();
    return ended
        ? List.of(
            String.format(
                Locale.ROOT, "the server's process %d ended", outcome.serverBefore().get().pid()))
        : List.of();
  }

  /** Whether it was cut short. */
  public boolean cutShort() {
    return durationSeconds < plannedSeconds;
  }

  /** Whether no request, message or wake became due: the rate was too low for the window. */
  public boolean nothingWasDue() {
    return wakes == null ? throughput.issued() == 0 : wakes.wakes() == 0;
  }

  /** Whether nothing came back of what was asked, or what came back was wrong. */
  public boolean failed() {
    return !nothingWasDue() && throughput.completed() == 0 || wrongReplies > 0;
  }

  /** As JSON. */
  public String toJson() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(this);
  }

  /** As a table for a person. */
  public String toText() {
    return DriveTable.of(this);
  }
}
