package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that nobody would send on purpose. {@link Conversation} fails if the server throws or
 * stalls.
 */
class MutationFuzzTest {

  private static final int MAX_MESSAGE = 200;
  private static final String BYTES_THAT_MATTER =
      "\r\n\r\n :;,\t/?*%0123456789abcdefgHTTP\0\u007f\u00ff";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theServerAnswersAnythingTheSameHoweverItIsCut(long seed) {
    var random = new Random(seed);
    var requests = new RandomRequests(seed);
    int violations = 0;
    int answered = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] bytes = mutate(requests.pipeline(1 + random.nextInt(3)), random);
      var whole = new Conversation(new Limits(MAX_MESSAGE));
      String expected = whole.send(bytes);
      var cut = new Conversation(new Limits(MAX_MESSAGE));
      int[] cuts = random.ints(random.nextInt(6), 0, bytes.length + 1).sorted().toArray();
      assertThat(cut.sendInPieces(bytes, cuts)).as(text(bytes)).isEqualTo(expected);
      assertThat(cut.state()).as(text(bytes)).isEqualTo(whole.state());
      assertThat(longestContent(expected)).isLessThanOrEqualTo(MAX_MESSAGE);
      violations += whole.state() == State.VIOLATED ? 1 : 0;
      answered += whole.requests();
    }
    assertThat(violations).as("violations").isGreaterThan(150);
    assertThat(answered).as("requests answered").isGreaterThan(150);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theServerSurvivesNoise(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 1500; round++) {
      var noise = new byte[random.nextInt(200)];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) BYTES_THAT_MATTER.charAt(random.nextInt(BYTES_THAT_MATTER.length()));
      }
      String expected = new Conversation().send(noise);
      assertThat(new Conversation().sendByteByByte(noise)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theClientDecodesOrRefusesAnything(long seed) {
    var random = new Random(seed);
    var requests = new RandomRequests(seed);
    int refused = 0;
    int decoded = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] replies = new Conversation().send(requests.pipeline(2)).getBytes(ISO_8859_1);
      byte[] bytes = mutate(replies, random);
      var client = new HttpClientProtocol("h", new Limits(MAX_MESSAGE));
      var sink = new RecordingSink();
      client.encode(new Request.Hello(), sink);
      client.encode(new Request.Hello(), sink);
      var input = ByteBuffer.wrap(bytes);
      try {
        while (client.decode(input, sink) != null) {
          decoded++;
        }
        assertThat(input.hasRemaining()).isFalse();
        client.endOfInput();
      } catch (ProtocolViolation _) {
        refused++;
      }
    }
    assertThat(refused).as("refused").isGreaterThan(150);
    assertThat(decoded).as("decoded").isGreaterThan(150);
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original;
    for (int changes = random.nextInt(4); changes > 0 && bytes.length > 1; changes--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> replaced(bytes, at, 1, someByte(random));
            case 1 -> replaced(bytes, at, 0, someByte(random));
            case 2 -> replaced(bytes, at, length, new byte[0]);
            case 3 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            default -> Arrays.copyOf(bytes, at);
          };
    }
    return bytes;
  }

  private static byte[] someByte(Random random) {
    return new byte[] {(byte) BYTES_THAT_MATTER.charAt(random.nextInt(BYTES_THAT_MATTER.length()))};
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    var result = Arrays.copyOf(bytes, bytes.length - length + by.length);
    System.arraycopy(by, 0, result, at, by.length);
    System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
    return result;
  }

  /** The largest Content-Length of an answer from the service. */
  private static int longestContent(String answers) {
    int longest = 0;
    var matcher = Pattern.compile("Content-Length: (\\d+)\r\nDate").matcher(answers);
    while (matcher.find()) {
      longest = Math.max(longest, Integer.parseInt(matcher.group(1)));
    }
    return longest;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1).replace("\r", "\\r");
  }
}
