package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Accumulator;
import org.jspecify.annotations.Nullable;

/**
 * Reads one head: splits bytes into lines and lines into fields, and leaves to its subclasses what
 * they mean (RFC 9112 sections 2.2 and 5).
 *
 * <pre>
 *   empty lines ──▶ start line ──▶ field lines ──▶ empty line: complete
 * </pre>
 *
 * <p>A line is looked at once it is complete, straight in the input if it lies there whole; only a
 * line that arrives in pieces is copied. So what is wrong is found at the same byte, however the
 * bytes were cut. Every line must end with CR LF: RFC 9112 section 2.2 lets a recipient take a bare
 * LF, but then two recipients may see different messages.
 *
 * <p>Leading empty lines are skipped and count as part of the head, which may have {@value
 * #MAX_BYTES} bytes in all. One object reads one head, so that nothing of a message can leak into
 * the next.
 */
abstract class HeadReader {

  /** The largest head, from the first byte to the last of the empty line. */
  static final int MAX_BYTES = 8 * 1024;

  private int size;
  private boolean started;
  private boolean complete;
  private @Nullable Accumulator partialLine;
  private @Nullable Fault fault;

  /**
   * Takes bytes from {@code input} up to the end of the head.
   *
   * @return true if the head is complete or has a {@link #fault()}; false if the input is used up
   */
  final boolean read(ByteBuffer input) {
    while (fault == null && !complete) {
      if (size == MAX_BYTES) {
        fault = started ? Fault.HEAD_TOO_LARGE : Fault.TARGET_TOO_LONG;
      } else if (!input.hasRemaining()) {
        return false;
      } else if (partialLine == null) {
        takeLine(input);
      } else {
        continueLine(partialLine, input);
      }
    }
    return true;
  }

  /** What is wrong with the head, if anything was found so far. */
  final @Nullable Fault fault() {
    return fault;
  }

  /** Whether there is more than empty lines so far. */
  final boolean begun() {
    return started || partialLine != null;
  }

  /** The first line, without its end. */
  abstract @Nullable Fault startLine(ByteBuffer in, int from, int to);

  /**
   * A field. The name is a token; the value has no blanks around it and no control characters but
   * tabs inside.
   */
  abstract @Nullable Fault field(ByteBuffer in, int nameFrom, int nameTo, int from, int to);

  /** A line that continues the value before it (RFC 9112 section 5.2). */
  abstract @Nullable Fault foldedLine();

  /** The empty line: what only the whole head can tell. */
  abstract @Nullable Fault end();

  private void takeLine(ByteBuffer input) {
    int from = input.position();
    int to = Math.min(input.limit(), from + MAX_BYTES - size);
    int end = Grammar.indexOfControl(input, from, to);
    if (end + 1 < to) {
      fault = endOfLine(input.get(end), input.get(end + 1));
      input.position(end + 2);
      size += end + 2 - from;
      if (fault == null) {
        line(input, from, end);
      }
    } else if (end < to && input.get(end) != '\r') {
      fault = faultOf(input.get(end));
    } else {
      partialLine = new Accumulator();
      size += partialLine.take(input, to - from);
    }
  }

  /** Byte by byte: lines seldom come in pieces, and then little is left of them. */
  private void continueLine(Accumulator partial, ByteBuffer input) {
    byte before = partial.get(partial.size() - 1);
    byte b = input.get();
    partial.add(b);
    size++;
    if (before == '\r') {
      int length = partial.size() - 2;
      fault = endOfLine(before, b);
      partialLine = null;
      if (fault == null) {
        line(partial.release(0), 0, length);
      }
    } else if (Grammar.isControl(b) && b != '\r') {
      fault = faultOf(b);
    }
  }

  private static @Nullable Fault endOfLine(byte first, byte second) {
    if (first != '\r') {
      return faultOf(first);
    }
    return second == '\n' ? null : Fault.LINE_END;
  }

  private static Fault faultOf(byte control) {
    return control == '\n' ? Fault.LINE_END : Fault.CONTROL_CHARACTER;
  }

  private void line(ByteBuffer in, int from, int to) {
    if (!started) {
      if (from < to) {
        started = true;
        fault = startLine(in, from, to);
      }
    } else if (from == to) {
      complete = true;
      fault = end();
    } else if (Grammar.isBlank(in.get(from))) {
      fault = foldedLine();
    } else {
      fault = fieldLine(in, from, to);
    }
  }

  private @Nullable Fault fieldLine(ByteBuffer in, int from, int to) {
    int colon = from;
    while (colon < to && Grammar.isToken(in.get(colon))) {
      colon++;
    }
    if (colon == from || colon == to || in.get(colon) != ':') {
      return Fault.FIELD_NAME;
    }
    int valueFrom = colon + 1;
    while (valueFrom < to && Grammar.isBlank(in.get(valueFrom))) {
      valueFrom++;
    }
    int valueTo = to;
    while (valueTo > valueFrom && Grammar.isBlank(in.get(valueTo - 1))) {
      valueTo--;
    }
    return field(in, from, colon, valueFrom, valueTo);
  }
}
