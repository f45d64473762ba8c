package org.concurrencybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The report as a reader's browser shows it. */
@TestInstance(Lifecycle.PER_CLASS)
class ReportInChromiumTest {

  private static final Pattern FIGURE =
      Pattern.compile("<figure[^>]*data-chart=\"([^\"]+)\"[^>]*>");

  /** Counts the colours that are drawn on each canvas and between its axes, once all are. */
  private static final String PROBE =
      """
      <script>
      (function probe() {
        var figures = Array.from(document.querySelectorAll('figure[data-chart]'));
        if (figures.some(function (figure) { return !figure.hasAttribute('data-drawn'); })) {
          setTimeout(probe, 50);
          return;
        }
        figures.forEach(function (figure) {
          var canvas = figure.querySelector('canvas');
          var inner = figure.querySelector('.u-over').getBoundingClientRect();
          var outer = canvas.getBoundingClientRect(), ratio = canvas.width / outer.width;
          var pixels = canvas.getContext('2d').getImageData(
            (inner.left - outer.left) * ratio, (inner.top - outer.top) * ratio,
            inner.width * ratio, inner.height * ratio).data;
          var coloured = 0, hues = {};
          for (var i = 0; i < pixels.length; i += 4) {
            var most = Math.max(pixels[i], pixels[i + 1], pixels[i + 2]);
            var least = Math.min(pixels[i], pixels[i + 1], pixels[i + 2]);
            if (pixels[i + 3] > 40 && most - least > 60) { coloured++; }
            if (pixels[i + 3] > 200 && most - least > 100) {
              hues['rgb'[[pixels[i], pixels[i + 1], pixels[i + 2]].indexOf(most)]] = true;
            }
          }
          figure.setAttribute('data-hues', Object.keys(hues).sort().join(''));
          figure.setAttribute('data-coloured', String(coloured));
        });
        var style = getComputedStyle(document.querySelector('section'));
        document.body.setAttribute('data-ground', style.backgroundColor);
        document.body.setAttribute('data-overflow', String(document.documentElement.scrollWidth > innerWidth));
        var data = JSON.parse(document.getElementById('report-data').textContent);
        var strict = { connections: 100, rate: 5000, share: 0, compute: 0, wait: 0, p99: 0.01 };
        document.body.setAttribute('data-strict',
          Sheet.answer(data.cells, strict, data.nearness).map(function (one) { return one.verdict; }).join(' '));
        document.querySelectorAll('.tabled thead button')[2].click();
        document.body.setAttribute('data-sorted',
          Array.from(document.querySelectorAll('.tabled table.results')[0].tBodies[0].rows)
            .map(function (row) { return row.cells[2].getAttribute('data-value'); }).join(' '));
      })();
      </script>
      """;

  private Chromium chromium;
  private Path directory;
  private String wide;
  private String sample;

  @BeforeAll
  void draw(@TempDir Path folder) throws IOException {
    directory = folder;
    var found = Chromium.find(folder);
    assumeTrue(found.isPresent(), "no chromium in PATH: the report is not looked at in a browser");
    chromium = found.get();
    wide = page(WideRun.of(3, 3));
    sample = page(SampleRun.ended());
  }

  private String page(Run run) throws IOException {
    RunDirectory stored = PlayedLogs.store(run, directory, 1);
    return ReportHtml.of(stored.load(), stored);
  }

  private String address(String name, String html) throws IOException {
    return Files.writeString(directory.resolve(name), html).toUri().toString();
  }

  /** The page without its policy, which would refuse the probe. */
  private static String probed(String html) {
    String open = html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    assertThat(open).isNotEqualTo(html);
    return open.replace("</body>", PROBE + "</body>");
  }

  @Test
  void opensWithoutAMessageAndDrawsEveryChart() throws Exception {
    for (String html : List.of(wide, sample)) {
      Chromium.Opened opened = chromium.open(address("plain.html", html));
      assertThat(opened.console()).isEmpty();
      assertThat(figures(opened.dom()))
          .isNotEmpty()
          .hasSameSizeAs(figures(html))
          .allSatisfy(figure -> assertThat(figure.group()).contains("data-drawn"));
    }
  }

  @Test
  void everyChartHasColourBetweenItsAxesAndTablesSort() throws Exception {
    Chromium.Opened opened = chromium.open(address("light.html", probed(wide)));
    assertThat(opened.console()).isEmpty();
    assertThat(opened.dom()).contains("data-ground=\"rgb(255, 255, 255)\"");
    assertThat(figures(opened.dom())).isNotEmpty().allSatisfy(ReportInChromiumTest::isColoured);
    String sorted = attribute(opened.dom(), "data-sorted").trim();
    assertThat(sorted.split(" ")).hasSizeGreaterThan(20);
    assertThat(Pattern.compile(" ").splitAsStream(sorted).map(Double::valueOf).toList()).isSorted();
    assertThat(attribute(opened.dom(), "data-strict")).contains("no").doesNotContain("yes");
  }

  /** Beside one name alone every contender has its place: none is cut away at the edge. */
  @Test
  void allContendersOfASingleLoadAreDrawn() throws Exception {
    Run run = SampleRun.ended();
    Run single =
        Run.started(
            run.id(),
            run.startedAt(),
            run.environment(),
            run.plan(),
            run.cells().stream().filter(cell -> cell.load().equals("http/closed/c100")).toList());
    Chromium.Opened opened = chromium.open(address("single.html", probed(page(single))));
    MatchResult rates = figures(opened.dom()).getFirst();
    // threaded is red, async blue, virtual green.
    assertThat(attribute(rates.group(), "data-hues")).isEqualTo("bgr");
  }

  @Test
  void inTheDarkAndOnAPhone() throws Exception {
    Chromium.Opened opened =
        chromium.open(
            address("dark.html", probed(sample)),
            "--blink-settings=preferredColorScheme=0",
            "--window-size=390,844");
    assertThat(opened.console()).isEmpty();
    assertThat(opened.dom())
        .contains("data-ground=\"rgb(20, 23, 27)\"")
        .contains("data-overflow=\"false\"");
    assertThat(figures(opened.dom())).isNotEmpty().allSatisfy(ReportInChromiumTest::isColoured);
  }

  @Test
  void theSheetAnswersFromTheNearestCell() throws Exception {
    String address = address("sheet.html", wide);
    String met = answer(address, "connections=100&rate=5000&share=0&compute=0&wait=0&p99=50");
    assertThat(met)
        .contains("Shown to meet it here, the least CPU first: async")
        .contains("meets it")
        .contains("threaded/http/hello/open-5000/c100")
        .contains("% of a CPU")
        .doesNotContain("bench ask");
  }

  @Test
  void theSheetDoesNotExtrapolateUpwards() throws Exception {
    String far =
        answer(
            address("far.html", wide),
            "connections=100&rate=70000&share=10&compute=5000&wait=7&p99=20");
    assertThat(far)
        .contains("No cell of this run is near enough to answer that.")
        .contains("bench ask --connections 100 --rate 70000 --wait 7 --compute 500 --slo p99=20ms");
  }

  @Test
  void prints() throws Exception {
    Path pdf = directory.resolve("report.pdf");
    Chromium.Opened opened = chromium.print(address("print.html", sample), pdf);
    assertThat(opened.console()).isEmpty();
    byte[] bytes = Files.readAllBytes(pdf);
    assertThat(new String(bytes, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    // A page of text alone weighs a tenth of that: the charts are in it.
    assertThat(bytes).hasSizeGreaterThan(100_000);
  }

  private String answer(String address, String question) throws Exception {
    Chromium.Opened opened = chromium.open(address + "#sheet?" + question);
    assertThat(opened.console()).isEmpty();
    String dom = opened.dom();
    int from = dom.indexOf("<output id=\"answer\"");
    assertThat(from).isNotNegative();
    return dom.substring(from, dom.indexOf("</section>", from));
  }

  private static List<MatchResult> figures(String html) {
    return FIGURE.matcher(html).results().toList();
  }

  private static void isColoured(MatchResult figure) {
    assertThat(Integer.parseInt(attribute(figure.group(), "data-coloured")))
        .as(figure.group())
        .isGreaterThan(20);
  }

  private static String attribute(String html, String name) {
    var matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(html);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }
}
