package org.concurrencybench.system.os;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few functions of the C library of 64-bit Linux that have no equal in Java. As in the kernel,
 * a result below zero is an error number, negated.
 */
@SuppressWarnings("restricted") // Every call of the C library is.
final class Libc {

  /** errno(3): there is no such process or thread, or no longer. */
  static final int ESRCH = 3;

  /** errno(3): a value is out of its range. */
  static final int EINVAL = 22;

  private static final boolean LINUX =
      System.getProperty("os.name").equals("Linux") && ValueLayout.ADDRESS.byteSize() == Long.BYTES;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private Libc() {}

  /** Whether the functions below may be called. */
  static boolean isAvailable() {
    return LINUX;
  }

  /** getpagesize(2): what the kernel maps memory in, 4 KiB on x86. */
  static int pageBytes() {
    return Functions.call(_ -> (int) Functions.GETPAGESIZE.invokeExact());
  }

  /** getppid(2): always a call of the kernel, which only reads a number there. */
  static int parentProcess() {
    try {
      return (int) Functions.GETPPID.invokeExact();
    } catch (Throwable e) {
      throw new LinkageError("getppid does not fit its description", e);
    }
  }

  /** getpagesize(3), which the C library answers itself: the same call without the kernel. */
  static int pageBytesAgain() {
    try {
      return (int) Functions.GETPAGESIZE.invokeExact();
    } catch (Throwable e) {
      throw new LinkageError("getpagesize does not fit its description", e);
    }
  }

  /** getrusage(2). */
  static int getrusage(int who, MemorySegment usage) {
    return Functions.call(state -> (int) Functions.GETRUSAGE.invokeExact(state, who, usage));
  }

  /** sched_getaffinity(2); thread 0 is the calling one. */
  static int schedGetaffinity(int thread, MemorySegment mask) {
    return Functions.call(state ->
        (int) Functions.SCHED_GETAFFINITY.invokeExact(state, thread, mask.byteSize(), mask));
  }

  /** sched_setaffinity(2); thread 0 is the calling one. */
  static int schedSetaffinity(int thread, MemorySegment mask) {
    return Functions.call(state ->
        (int) Functions.SCHED_SETAFFINITY.invokeExact(state, thread, mask.byteSize(), mask));
  }

  /** sched_setscheduler(2); thread 0 is the calling one. */
  static int schedSetscheduler(int thread, int policy, MemorySegment parameters) {
    return Functions.call(
        state -> (int) Functions.SCHED_SETSCHEDULER.invokeExact(state, thread, policy, parameters));
  }

  /** sched_getscheduler(2); thread 0 is the calling one. */
  static int schedGetscheduler(int thread) {
    return Functions.call(state -> (int) Functions.SCHED_GETSCHEDULER.invokeExact(state, thread));
  }

  /** prctl(2) of the calling thread. */
  static int prctl(int operation, long argument) {
    return Functions.call(state -> (int) Functions.PRCTL.invokeExact(state, operation, argument));
  }

  /** clock_getcpuclockid(3), which returns its error number instead of setting errno. */
  static int clockGetcpuclockid(int process, MemorySegment clock) {
    return -Functions.call(
        state -> (int) Functions.CLOCK_GETCPUCLOCKID.invokeExact(state, process, clock));
  }

  /** clock_gettime(2). */
  static int clockGettime(int clock, MemorySegment time) {
    return Functions.call(state -> (int) Functions.CLOCK_GETTIME.invokeExact(state, clock, time));
  }

  /** An exception for a result below zero, in the words of strerror(3). */
  static IllegalStateException failed(String what, int result) {
    return new IllegalStateException(
        what + ": " + Functions.strerror(-result) + " (errno " + -result + ")");
  }

  @FunctionalInterface
  private interface Call {
    int apply(MemorySegment state) throws Throwable;
  }

  /** Found on first use, so that this class can be asked on a system that lacks them. */
  private static final class Functions {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
        STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    static final MethodHandle GETRUSAGE =
        find("getrusage", FunctionDescriptor.of(INT, INT, POINTER), CAPTURE_ERRNO);
    static final MethodHandle SCHED_GETAFFINITY =
        find("sched_getaffinity", FunctionDescriptor.of(INT, INT, LONG, POINTER), CAPTURE_ERRNO);
    static final MethodHandle SCHED_SETAFFINITY =
        find("sched_setaffinity", FunctionDescriptor.of(INT, INT, LONG, POINTER), CAPTURE_ERRNO);
    static final MethodHandle SCHED_SETSCHEDULER =
        find("sched_setscheduler", FunctionDescriptor.of(INT, INT, INT, POINTER), CAPTURE_ERRNO);
    static final MethodHandle SCHED_GETSCHEDULER =
        find("sched_getscheduler", FunctionDescriptor.of(INT, INT), CAPTURE_ERRNO);
    static final MethodHandle PRCTL =
        find(
            "prctl",
            FunctionDescriptor.of(INT, INT, LONG),
            CAPTURE_ERRNO,
            Linker.Option.firstVariadicArg(1));
    static final MethodHandle CLOCK_GETCPUCLOCKID =
        find("clock_getcpuclockid", FunctionDescriptor.of(INT, INT, POINTER), CAPTURE_ERRNO);
    static final MethodHandle CLOCK_GETTIME =
        find("clock_gettime", FunctionDescriptor.of(INT, INT, POINTER), CAPTURE_ERRNO);
    static final MethodHandle GETPAGESIZE = find("getpagesize", FunctionDescriptor.of(INT));
    static final MethodHandle GETPPID = find("getppid", FunctionDescriptor.of(INT));
    static final MethodHandle STRERROR = find("strerror", FunctionDescriptor.of(POINTER, INT));

    private static MethodHandle find(
        String name, FunctionDescriptor type, Linker.Option... options) {
      return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }

    static int call(Call function) {
      try (var arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        int result = function.apply(state);
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
      } catch (Throwable e) {
        throw new LinkageError("a call of the C library does not fit its description", e);
      }
    }

    static String strerror(int errno) {
      try {
        var text = (MemorySegment) STRERROR.invokeExact(errno);
        return text.reinterpret(Long.MAX_VALUE).getString(0);
      } catch (Throwable e) {
        throw new LinkageError("strerror does not fit its description", e);
      }
    }
  }
}
