package org.concurrencybench.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.ProcessMemory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A server in a process of its own, from the line in which it says that it is ready until it is
 * closed.
 *
 * <pre>
 * try (ServerProcess server = ServerProcess.start(ServerCommand.serve(flags, "threaded", "tcp").on(cpus))) {
 *   ServerSample before = server.sample();
 *   load(server.address());
 *   ServerUse use = ServerUse.between(before, server.sample());
 * }
 * </pre>
 *
 * <p>The server does not outlive the launcher, even if that is killed: its end of the pipe closes.
 * Methods may be called by any thread, and wait for each other.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ServerProcess.class.getName());

  private static final Duration SAMPLE_WITHIN = Duration.ofSeconds(10);

  /** A collection may be of a large heap, and is done ten times at worst. */
  private static final Duration GC_WITHIN = Duration.ofMinutes(2);

  private final ServerCommand command;
  private final Patience patience;
  private final Process process;
  private final OutputStream commands;
  private final AnswerLines answers;
  private final ErrorLog errors;
  private final ReadyLine ready;

  /** Why no further answer may be read: it would be that of an earlier command. */
  private @Nullable String broken;

  private ServerProcess(ServerCommand command, Patience patience, Process process)
      throws ServerFailure, InterruptedException {
    this.command = command;
    this.patience = patience;
    this.process = process;
    this.commands = process.getOutputStream();
    this.answers = new AnswerLines(process.getInputStream());
    this.errors = ErrorLog.of(process.getErrorStream());
    this.ready = awaitReady();
  }

  /**
   * Starts a server, pinned if the command says so, and waits until it accepts connections.
   *
   * @throws ServerFailure if it ends before, with its own words, or takes too long
   * @throws IllegalArgumentException if it is to be pinned to CPUs that are not there
   */
  public static ServerProcess start(ServerCommand command)
      throws ServerFailure, InterruptedException {
    return start(command, Patience.DEFAULT);
  }

  static ServerProcess start(ServerCommand command, Patience patience)
      throws ServerFailure, InterruptedException {
    Process process = spawn(command);
    boolean started = false;
    try {
      var server = new ServerProcess(command, patience, process);
      started = true;
      return server;
    } finally {
      if (!started) {
        process.destroyForcibly();
      }
    }
  }

  private static Process spawn(ServerCommand command) throws ServerFailure {
    var builder = new ProcessBuilder(command.line());
    @Nullable CpuSet cpus = command.cpus();
    try {
      return cpus == null ? builder.start() : Affinity.callPinned(cpus, builder::start);
    } catch (IOException e) {
      throw new ServerFailure(
          "the server " + command + " could not be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("ProcessBuilder.start throws nothing else", e);
    }
  }

  private ReadyLine awaitReady() throws ServerFailure, InterruptedException {
    long deadline = System.nanoTime() + command.readyWithin().toNanos();
    try {
      Optional<ReadyLine> line = Optional.empty();
      while (line.isEmpty()) {
        line = ReadyLine.parse(answers.next(Duration.ofNanos(deadline - System.nanoTime())));
      }
      return line.get();
    } catch (AnswerLines.Ended _) {
      throw ended("before it was ready");
    } catch (AnswerLines.Late _) {
      throw new ServerFailure(
          String.format(
              Locale.ROOT,
              "the server %s was not ready within %d s%s",
              command,
              command.readyWithin().toSeconds(),
              lastWords()));
    }
  }

  /** What the server said when it was ready. */
  public ReadyLine ready() {
    return ready;
  }

  /** Where to connect. */
  public InetSocketAddress address() {
    return ready.address();
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** The command line that it was started with. */
  public ServerCommand command() {
    return command;
  }

  /**
   * What it has used so far. At most once a second, or the answers show in what they measure.
   *
   * @throws ServerFailure if it has died or does not answer
   */
  public ServerSample sample() throws ServerFailure, InterruptedException {
    return ask("sample", ServerSample.class, SAMPLE_WITHIN);
  }

  /**
   * Where its memory is after a collection. Not inside a window.
   *
   * @throws ServerFailure if it has died or does not answer
   */
  public ProcessMemory gc() throws ServerFailure, InterruptedException {
    return ask("gc", ProcessMemory.class, GC_WITHIN);
  }

  /**
   * The same when its compilers have no memory, which takes some seconds.
   *
   * @throws ServerFailure if it has died or does not answer
   */
  public ProcessMemory memoryAtRest() throws ServerFailure, InterruptedException {
    return ask("rest", ProcessMemory.class, GC_WITHIN);
  }

  /**
   * Why a load on this server failed: that it has died, if it has, and otherwise {@code failure}
   * itself. A driver only sees connections that are reset or refused.
   */
  public IOException reason(IOException failure) throws InterruptedException {
    if (failure instanceof ServerFailure || !process.waitFor(1, TimeUnit.SECONDS)) {
      return failure;
    }
    ServerFailure death = ended("under load");
    death.initCause(failure);
    return death;
  }

  /** Sends any command and reads its answer. */
  synchronized <T> T ask(String what, Class<T> type, Duration within)
      throws ServerFailure, InterruptedException {
    if (broken != null) {
      throw new ServerFailure(broken);
    }
    try {
      commands.write((what + "\n").getBytes(UTF_8));
      commands.flush();
      String line = answers.next(within);
      while (!line.startsWith("{")) {
        line = answers.next(within);
      }
      return ControlJson.parse(line, type);
    } catch (IOException | AnswerLines.Ended _) {
      throw ended("while it was asked for '" + what + "'");
    } catch (AnswerLines.Late _) {
      broken =
          String.format(
              Locale.ROOT,
              "the server %s did not answer '%s' within %d s",
              command,
              what,
              within.toSeconds());
      throw new ServerFailure(broken);
    } catch (IllegalArgumentException | JacksonException e) {
      throw new ServerFailure(
          "the server %s answered '%s' with: %s".formatted(command, what, e.getMessage()), e);
    }
  }

  /**
   * Tells the server to stop, waits until it has, and kills it if it does not. A second call does
   * nothing. If the thread is interrupted, the server is killed at once.
   */
  @Override
  public synchronized void close() {
    if (!process.isAlive()) {
      return;
    }
    try {
      endInput();
      if (process.waitFor(patience.close().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      LOG.log(Level.WARNING, "the server {0} did not stop when told to; it is terminated", command);
      process.destroy();
      if (process.waitFor(patience.terminate().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      LOG.log(Level.WARNING, "the server {0} ignored SIGTERM; it is killed", command);
      process.destroyForcibly().waitFor();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The exit code after the end: 0 if it stopped in good order. */
  int exitCode() {
    return process.exitValue();
  }

  private void endInput() {
    try {
      commands.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the server ended by itself in this moment: {0}", e.getMessage());
    }
  }

  private ServerFailure ended(String when) throws InterruptedException {
    String how =
        process.waitFor(1, TimeUnit.SECONDS)
            ? ExitWords.of(process.exitValue())
            : "closed its output";
    return new ServerFailure("the server %s %s %s%s".formatted(command, how, when, lastWords()));
  }

  private String lastWords() throws InterruptedException {
    return errors.lastWords().map(words -> ": " + words).orElse(", and said nothing");
  }

  /**
   * How long {@link #close} waits.
   *
   * @param close after the end of input, for replies in flight and connections that do not end
   * @param terminate after SIGTERM
   */
  record Patience(Duration close, Duration terminate) {

    /** Longer than the server takes before it ends itself. */
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(15));
  }
}
