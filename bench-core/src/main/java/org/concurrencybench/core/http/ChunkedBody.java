package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Accumulator;
import org.jspecify.annotations.Nullable;

/**
 * Content in chunks (RFC 9112 section 7.1). Extensions and trailers are checked and forgotten.
 *
 * <pre>
 *         ┌────────────────────── CR LF ◀── the bytes ◀──┐
 *         ▼                                              │ not 0
 *   size, in hex ──┬─────────────────────────────▶ CR LF ┤
 *                  └─▶ ; extensions ─▶───────────▲       │ 0
 *                                                        ▼
 *                       complete ◀── empty line ◀── trailer lines
 * </pre>
 *
 * <p>A chunk is refused when its announced size does not fit any more, before its bytes arrive.
 * Extensions and trailers together may have 8 KiB a message: they cost the peer little and are no
 * content.
 */
final class ChunkedBody extends Body {

  private enum At {
    FIRST_DIGIT,
    DIGITS,
    BEFORE_SEMICOLON,
    EXTENSION,
    QUOTED,
    ESCAPED,
    LF_AFTER_SIZE,
    DATA,
    CR_AFTER_DATA,
    LF_AFTER_DATA,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    LF_AFTER_TRAILER,
    LAST_LF,
    COMPLETE
  }

  private static final int MAX_DIGITS = 16;

  private final Accumulator taken = new Accumulator();
  private final int maxBytes;
  private final boolean wanted;
  private At at = At.FIRST_DIGIT;
  private int total;
  private int digits;
  private int chunkSize;
  private int besides;
  private @Nullable Fault fault;

  /** Content of at most {@code maxBytes} in all chunks together, kept if {@code wanted}. */
  ChunkedBody(int maxBytes, boolean wanted) {
    this.maxBytes = maxBytes;
    this.wanted = wanted;
  }

  @Override
  boolean read(ByteBuffer input) {
    while (fault == null && at != At.COMPLETE) {
      if (!input.hasRemaining()) {
        return false;
      }
      if (at == At.DATA) {
        data(input);
      } else {
        at = next(input.get());
      }
    }
    return true;
  }

  @Override
  @Nullable Fault fault() {
    return fault;
  }

  @Override
  ByteBuffer content() {
    return taken.release(0);
  }

  private void data(ByteBuffer input) {
    int count = Math.min(chunkSize, input.remaining());
    if (wanted) {
      taken.take(input, count);
    } else {
      input.position(input.position() + count);
    }
    chunkSize -= count;
    total += count;
    if (chunkSize == 0) {
      at = At.CR_AFTER_DATA;
    }
  }

  private At next(byte b) {
    return switch (at) {
      case FIRST_DIGIT -> {
        digits = 0;
        chunkSize = 0;
        yield digit(b);
      }
      case DIGITS -> isHexDigit(b) ? digit(b) : afterSize(b);
      case BEFORE_SEMICOLON -> b == '\r' ? broken(Fault.CHUNK) : afterSize(b);
      case EXTENSION ->
          b == '\r' ? At.LF_AFTER_SIZE : extension(b, b == '"' ? At.QUOTED : At.EXTENSION);
      case QUOTED -> quoted(b);
      case ESCAPED -> extension(b, At.QUOTED);
      case LF_AFTER_SIZE -> lf(b, chunkSize == 0 ? At.TRAILER_START : At.DATA);
      case CR_AFTER_DATA -> b == '\r' ? At.LF_AFTER_DATA : broken(Fault.CHUNK);
      case LF_AFTER_DATA -> lf(b, At.FIRST_DIGIT);
      case TRAILER_START -> b == '\r' ? At.LAST_LF : trailerName(b, Fault.FIELD_NAME);
      case TRAILER_NAME ->
          b == ':'
              ? text(b, At.TRAILER_VALUE, Fault.HEAD_TOO_LARGE)
              : trailerName(b, Fault.FIELD_NAME);
      case TRAILER_VALUE ->
          b == '\r' ? At.LF_AFTER_TRAILER : text(b, At.TRAILER_VALUE, Fault.HEAD_TOO_LARGE);
      case LF_AFTER_TRAILER -> lf(b, At.TRAILER_START);
      case LAST_LF -> lf(b, At.COMPLETE);
      case DATA, COMPLETE -> throw new IllegalStateException("no framing is read here");
    };
  }

  private At digit(byte b) {
    if (!isHexDigit(b) || ++digits > MAX_DIGITS) {
      return broken(Fault.CHUNK);
    }
    long size = chunkSize * 16L + Character.digit(b, 16);
    if (size > maxBytes - total) {
      return broken(Fault.CONTENT_TOO_LARGE);
    }
    chunkSize = (int) size;
    return At.DIGITS;
  }

  /** Blanks are allowed before an extension only ("bad whitespace", RFC 9110 section 5.6.3). */
  private At afterSize(byte b) {
    return switch (b) {
      case '\r' -> At.LF_AFTER_SIZE;
      case ';' -> extension(b, At.EXTENSION);
      case ' ', '\t' -> extension(b, At.BEFORE_SEMICOLON);
      default -> broken(Fault.CHUNK);
    };
  }

  private At extension(byte b, At next) {
    return text(b, next, Fault.CHUNK_EXTENSIONS);
  }

  /**
   * A quoted string must end before its line does; others might look for its end behind the CR LF.
   */
  private At quoted(byte b) {
    return switch (b) {
      case '"' -> extension(b, At.EXTENSION);
      case '\\' -> extension(b, At.ESCAPED);
      default -> extension(b, At.QUOTED);
    };
  }

  private At trailerName(byte b, Fault otherwise) {
    return Grammar.isToken(b) ? text(b, At.TRAILER_NAME, Fault.HEAD_TOO_LARGE) : broken(otherwise);
  }

  /** A byte that is neither content nor framing: checked, counted, forgotten. */
  private At text(byte b, At next, Fault ifTooMany) {
    if (Grammar.isControl(b)) {
      return broken(b == '\n' ? Fault.LINE_END : Fault.CONTROL_CHARACTER);
    }
    return ++besides > HeadReader.MAX_BYTES ? broken(ifTooMany) : next;
  }

  private At lf(byte b, At next) {
    return b == '\n' ? next : broken(Fault.LINE_END);
  }

  private At broken(Fault reason) {
    fault = reason;
    return at;
  }

  private static boolean isHexDigit(byte b) {
    return Character.digit(b, 16) >= 0;
  }
}
