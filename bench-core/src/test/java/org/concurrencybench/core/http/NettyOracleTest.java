package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's codecs share no line with ours, so where both see the same, neither misreads. */
class NettyOracleTest {

  private static final int MAX_BYTES = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nettyAndOurServerSeeTheSameRequests(long seed) {
    var requests = new RandomRequests(seed);
    for (int round = 0; round < 150; round++) {
      byte[] bytes = requests.pipeline(5);
      List<Seen> seenByNetty = decodeWithNetty(bytes);
      assertThat(seenByNetty)
          .hasSize(5)
          .allSatisfy(request -> assertThat(request.wellFormed()).isTrue());
      var conversation = new Conversation();
      List<Answer> answers = answers(conversation.send(bytes), seenByNetty);
      for (int i = 0; i < 5; i++) {
        assertThat(answers.get(i))
            .as("request %d of%n%s", i, text(bytes))
            .isEqualTo(expected(seenByNetty.get(i)));
      }
      boolean kept = seenByNetty.getLast().kept();
      assertThat(conversation.state()).isEqualTo(kept ? State.OPEN : State.DONE);
    }
  }

  /**
   * Requests with a few bytes changed: what both take, both must split into the same requests, or a
   * proxy built on one could be tricked into seeing others than the server does (request
   * smuggling).
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatBothTakeBothSplitIntoTheSameRequests(long seed) {
    var requests = new RandomRequests(seed);
    var random = new Random(seed);
    int taken = 0;
    for (int round = 0; round < 600; round++) {
      byte[] bytes = requests.pipeline(3);
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "\r\n :;,\t0123456789abcdefx".charAt(random.nextInt(23));
      }
      var conversation = new Conversation();
      String output = conversation.send(bytes);
      if (conversation.state() == State.VIOLATED || conversation.protocol().midMessage()) {
        continue;
      }
      List<Seen> seenByNetty = decodeWithNetty(bytes);
      if (!seenByNetty.stream().allMatch(Seen::wellFormed)) {
        continue; // refused by one of the two: nobody is tricked
      }
      List<Seen> answered = untilClose(seenByNetty);
      List<Answer> answers = answers(output, answered);
      assertThat(answers).as(text(bytes)).hasSameSizeAs(answered);
      for (int i = 0; i < answered.size(); i++) {
        assertThat(answers.get(i).content())
            .as(text(bytes))
            .isEqualTo(expected(answered.get(i)).content());
      }
      taken++;
    }
    assertThat(taken).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ourServerAnswersWhatOurClientAsks(long seed) {
    var random = new Random(seed);
    var server = new Conversation();
    var client = new HttpClientProtocol("localhost", Limits.DEFAULT);
    var sink = new RecordingSink();
    var sent = new ArrayList<Reply>();
    for (int round = 0; round < 200; round++) {
      Request request = randomRequest(random);
      sent.add((Reply) new BenchService().handle(request));
      client.encode(copy(request), sink);
    }
    var input = ByteBuffer.wrap(server.send(sink.drain()).getBytes(ISO_8859_1));
    for (Reply expected : sent) {
      assertThat(client.decode(input, sink)).isEqualTo(expected);
    }
    assertThat(client.decode(input, sink)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nettyUnderstandsOurClient(long seed) {
    var random = new Random(seed);
    var client = new HttpClientProtocol("localhost:80", Limits.DEFAULT);
    var sink = new RecordingSink();
    for (int round = 0; round < 200; round++) {
      Request request = randomRequest(random);
      client.encode(copy(request), sink);
      List<Seen> seen = decodeWithNetty(sink.drain());
      assertThat(seen).hasSize(1);
      Seen only = seen.getFirst();
      assertThat(only.wellFormed()).isTrue();
      assertThat(only.host()).isEqualTo("localhost:80");
      switch (request) {
        case Request.Hello() -> {
          assertThat(only.method()).isEqualTo("GET");
          assertThat(only.uri()).isEqualTo("/hello");
          assertThat(only.content()).isEmpty();
        }
        case Request.Echo(var payload) -> {
          assertThat(only.method()).isEqualTo("POST");
          assertThat(only.uri()).isEqualTo("/echo");
          assertThat(only.content()).isEqualTo(ISO_8859_1.decode(payload).toString());
        }
        default -> throw new AssertionError(request);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ourClientUnderstandsNetty(long seed) {
    var random = new Random(seed);
    var client = new HttpClientProtocol("localhost", Limits.DEFAULT);
    for (int round = 0; round < 200; round++) {
      var content = randomBytes(random, 2000);
      client.encode(new Request.Echo(ByteBuffer.wrap(content)), new RecordingSink());
      byte[] written =
          random.nextBoolean() ? chunkedByNetty(content, random) : wholeByNetty(content);
      int cut = random.nextInt(written.length + 1);
      var first = client.decode(ByteBuffer.wrap(written, 0, cut), new RecordingSink());
      var second =
          client.decode(ByteBuffer.wrap(written, cut, written.length - cut), new RecordingSink());
      assertThat(first == null ? second : first)
          .isEqualTo(new Reply.Echoed(ByteBuffer.wrap(content)));
    }
  }

  @Test
  void nettySwitchesProtocolsWithOurClient() {
    var channel = new EmbeddedChannel(new HttpServerCodec(), new HttpObjectAggregator(MAX_BYTES));
    channel.pipeline().addLast(new WebSocketServerProtocolHandler("/echo"));
    var client = new WebSocketClientProtocol("localhost", "/echo", Limits.DEFAULT, 5);
    var sink = new RecordingSink();
    client.open(sink);
    channel.writeInbound(Unpooled.wrappedBuffer(sink.drain()));
    channel.runPendingTasks();
    assertThat(client.decode(ByteBuffer.wrap(outbound(channel)), sink)).isNull();
    assertThat(client.ready()).isTrue();
    channel.finishAndReleaseAll();
  }

  /** A request as Netty reads it. */
  private record Seen(
      boolean wellFormed,
      String method,
      String uri,
      boolean http10,
      boolean kept,
      String host,
      String type,
      String content) {

    static Seen of(FullHttpRequest request) {
      return new Seen(
          request.decoderResult().isSuccess(),
          request.method().name(),
          request.uri(),
          request.protocolVersion().equals(HttpVersion.HTTP_1_0),
          HttpUtil.isKeepAlive(request),
          request.headers().get(HttpHeaderNames.HOST),
          request.headers().get(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream"),
          request.content().toString(ISO_8859_1));
    }
  }

  /** What must be seen of an answer: enough to tell every request from every other. */
  private record Answer(int status, String type, String allow, String connection, String content) {}

  private static Answer expected(Seen request) {
    String path = request.uri().replaceFirst("(?i)^http://[^/]*", "").replaceFirst("\\?.*", "");
    String method = request.method();
    String connection = request.kept() ? (request.http10() ? "keep-alive" : null) : "close";
    boolean head = method.equals("HEAD");
    if (path.equals("/hello")) {
      return method.equals("GET") || head
          ? new Answer(200, "text/plain", null, connection, head ? "" : "Hello, World!")
          : new Answer(405, "text/plain", "GET, HEAD", connection, "not by this method\n");
    }
    if (path.equals("/echo") && method.equals("POST")) {
      return new Answer(200, request.type(), null, connection, request.content());
    }
    if (path.equals("/echo")) {
      return new Answer(
          405, "text/plain", "GET, POST", connection, head ? "" : "not by this method\n");
    }
    return new Answer(404, "text/plain", null, connection, head ? "" : "nothing here\n");
  }

  /** Our answers as Netty reads them, which has to be told which of them answer HEAD. */
  private static List<Answer> answers(String output, List<Seen> requests) {
    var heads = new ArrayList<Boolean>();
    requests.forEach(request -> heads.add(request.method().equals("HEAD")));
    var decoder =
        new HttpResponseDecoder() {
          @Override
          protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return !heads.isEmpty() && heads.removeFirst();
          }
        };
    var channel = new EmbeddedChannel(decoder, new HttpObjectAggregator(MAX_BYTES));
    channel.writeInbound(Unpooled.wrappedBuffer(output.getBytes(ISO_8859_1)));
    var answers = new ArrayList<Answer>();
    FullHttpResponse response;
    while ((response = channel.readInbound()) != null) {
      assertThat(response.decoderResult().isSuccess()).isTrue();
      assertThat(response.headers().get(HttpHeaderNames.DATE))
          .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
      assertThat(response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)).isTrue();
      answers.add(
          new Answer(
              response.status().code(),
              response.headers().get(HttpHeaderNames.CONTENT_TYPE),
              response.headers().get(HttpHeaderNames.ALLOW),
              response.headers().get(HttpHeaderNames.CONNECTION),
              response.content().toString(ISO_8859_1)));
      response.release();
    }
    channel.finishAndReleaseAll();
    return answers;
  }

  private static List<Seen> decodeWithNetty(byte[] bytes) {
    var channel =
        new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(MAX_BYTES));
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    var requests = new ArrayList<Seen>();
    FullHttpRequest request;
    while ((request = channel.readInbound()) != null) {
      requests.add(Seen.of(request));
      request.release();
    }
    channel.finishAndReleaseAll();
    return requests;
  }

  private static List<Seen> untilClose(List<Seen> requests) {
    for (int i = 0; i < requests.size(); i++) {
      if (!requests.get(i).kept()) {
        return requests.subList(0, i + 1);
      }
    }
    return requests;
  }

  private static byte[] wholeByNetty(byte[] content) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(content));
    HttpUtil.setContentLength(response, content.length);
    var channel = new EmbeddedChannel(new HttpResponseEncoder());
    channel.writeOutbound(response);
    return outbound(channel);
  }

  private static byte[] chunkedByNetty(byte[] content, Random random) {
    var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HttpUtil.setTransferEncodingChunked(response, true);
    var channel = new EmbeddedChannel(new HttpResponseEncoder());
    channel.writeOutbound(response);
    int from = 0;
    while (from < content.length) {
      int size = 1 + random.nextInt(content.length - from);
      channel.writeOutbound(new DefaultHttpContent(Unpooled.copiedBuffer(content, from, size)));
      from += size;
    }
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    return outbound(channel);
  }

  private static byte[] outbound(EmbeddedChannel channel) {
    var all = Unpooled.buffer();
    ByteBuf part;
    while ((part = channel.readOutbound()) != null) {
      all.writeBytes(part);
      part.release();
    }
    var bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    all.release();
    return bytes;
  }

  private static Request randomRequest(Random random) {
    return random.nextInt(3) == 0
        ? new Request.Hello()
        : new Request.Echo(ByteBuffer.wrap(randomBytes(random, 3000)));
  }

  private static Request copy(Request request) {
    return switch (request) {
      case Request.Hello hello -> hello;
      case Request.Echo(var payload) -> new Request.Echo(payload.duplicate());
      default -> throw new AssertionError(request);
    };
  }

  private static byte[] randomBytes(Random random, int most) {
    var bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, US_ASCII).replace("\r", "\\r");
  }
}
