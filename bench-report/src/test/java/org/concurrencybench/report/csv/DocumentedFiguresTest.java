package org.concurrencybench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.table.TerminalTable;
import org.junit.jupiter.api.Test;

/**
 * Every number in README.md (before its second heading) and docs/findings.md, in order, against
 * docs/figures.txt, which says where each comes from, and against summary.csv and claims.csv of the
 * run that they cite:
 *
 * <pre>
 *   findings.md | 28.8   | mean serverCpuMicrosPerRequest short-requests/threaded/http/hello/open-5000/c100
 *   findings.md | 14.7   | claim high short-requests 1 x100
 *   findings.md | 5,000  | given
 * </pre>
 *
 * <p>{@code given} is a number of the load, the machine or a date; everything else is computed
 * here. After another run was committed: {@code mvn -pl bench-report test
 * -Dtest=DocumentedFiguresTest -Dgolden.update=true} writes its figures into the documents, whose
 * sentences must then be read again.
 */
class DocumentedFiguresTest {

  private static final Path ROOT = Path.of("..");
  private static final Path LIST = ROOT.resolve("docs/figures.txt");
  private static final Map<String, Path> DOCUMENTS =
      Map.of(
          "README.md", ROOT.resolve("README.md"), "findings.md", ROOT.resolve("docs/findings.md"));

  /** What is no prose: code, targets of links, blocks that a program printed. */
  private static final Pattern PASSED_OVER =
      Pattern.compile("(?s)```.*?```|`[^`]*`|\\]\\([^)]*\\)");

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.,])<?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?!\\w)");

  private static final Pattern CITED = Pattern.compile("results/([0-9a-z-]+)/");
  private static final int WIDTH = 100;

  private record Listed(String document, String text, String source) {
    static Listed of(String line) {
      String[] parts = line.split(" \\| ", 3);
      return new Listed(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }

    boolean isGiven() {
      return source.equals("given");
    }
  }

  @Test
  void everyFigureIsOfTheRunThatTheDocumentCites() throws IOException {
    List<String> lines = Files.readAllLines(LIST);
    List<String> rewritten = new ArrayList<>();
    for (String document : List.of("README.md", "findings.md")) {
      String text = Files.readString(DOCUMENTS.get(document));
      Figures figures = Figures.of(cited(text));
      List<Listed> listed =
          lines.stream().filter(line -> line.startsWith(document + " | ")).map(Listed::of).toList();
      List<MatchResult> numbers = numbers(document, text);
      List<String> due =
          listed.stream()
              .map(figure -> figure.isGiven() ? figure.text() : figures.words(figure.source()))
              .toList();
      if (Boolean.getBoolean("golden.update")) {
        assertThat(numbers).as(document).hasSameSizeAs(listed);
        Files.writeString(DOCUMENTS.get(document), replaced(text, numbers, due));
        for (int i = 0; i < due.size(); i++) {
          rewritten.add("%s | %s | %s".formatted(document, due.get(i), listed.get(i).source()));
        }
      } else {
        assertThat(numbers.stream().map(number -> said(text, number)))
            .as(document + ": its numbers, each with the words before it, against docs/figures.txt")
            .usingElementComparator((said, expected) -> endsWith(said, expected) ? 0 : 1)
            .containsExactlyElementsOf(due);
        assertThat(listed).extracting(Listed::text).as("docs/figures.txt").isEqualTo(due);
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      List<String> head = lines.stream().filter(line -> line.startsWith("#")).toList();
      rewritten.addAll(0, head);
      Files.write(LIST, rewritten);
    }
  }

  private static boolean endsWith(String said, String expected) {
    return said.endsWith(" " + expected);
  }

  /** The number and a few words before it, so that a failure says where. */
  private static String said(String text, MatchResult number) {
    String before = text.substring(Math.max(0, number.start() - 50), number.start());
    return before.replaceAll("\\s+", " ").stripTrailing() + " " + number.group();
  }

  @Test
  void theTableIsWhatTheProgramPrints() throws IOException {
    String text = Files.readString(DOCUMENTS.get("README.md"));
    List<String> printed = new TerminalTable(true, WIDTH).of(cited(text).load()).lines().toList();
    Matcher block = Pattern.compile("(?s)```\\n(\\S+ +CPU us/.*?)```").matcher(text);
    assertThat(block.find()).isTrue();
    List<String> shown = block.group(1).lines().filter(line -> !line.isBlank()).toList();
    assertThat(printed).containsAll(shown);
  }

  @Test
  void everyVerdictIsTheRuns() throws IOException {
    String text = Files.readString(DOCUMENTS.get("findings.md"));
    Figures figures = Figures.of(cited(text));
    Matcher row = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| \\*\\*([a-z ]+)\\*\\*").matcher(text);
    Map<String, String> said = new HashMap<>();
    while (row.find()) {
      said.put(row.group(1), row.group(2));
    }
    assertThat(said).isEqualTo(figures.verdicts());
  }

  private static RunDirectory cited(String text) {
    Matcher run = CITED.matcher(text);
    assertThat(run.find()).isTrue();
    return RunDirectory.open(ROOT.resolve("results").resolve(run.group(1)));
  }

  private static List<MatchResult> numbers(String document, String text) {
    int end = document.equals("README.md") ? text.indexOf("\n## ") : text.length();
    String prose =
        PASSED_OVER
            .matcher(text.substring(0, end))
            .replaceAll(passed -> "_".repeat(passed.group().length()));
    return NUMBER.matcher(prose).results().toList();
  }

  private static String replaced(String text, List<MatchResult> numbers, List<String> due) {
    StringBuilder out = new StringBuilder(text);
    for (int i = numbers.size() - 1; i >= 0; i--) {
      out.replace(numbers.get(i).start(), numbers.get(i).end(), due.get(i));
    }
    return out.toString();
  }

  /** The two tables of a run. */
  private record Figures(List<Map<String, String>> windows, List<Map<String, String>> claims) {

    static Figures of(RunDirectory run) throws IOException {
      return new Figures(
          table(run.path().resolve("summary.csv")), table(run.path().resolve("claims.csv")));
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
      List<List<String>> rows = Rfc4180.parse(Files.readString(file));
      List<Map<String, String>> table = new ArrayList<>();
      for (List<String> row : rows.subList(1, rows.size())) {
        Map<String, String> named = new HashMap<>();
        for (int column = 0; column < row.size(); column++) {
          named.put(rows.getFirst().get(column), row.get(column));
        }
        table.add(named);
      }
      return table;
    }

    Map<String, String> verdicts() {
      Map<String, String> verdicts = new HashMap<>();
      claims.stream()
          .filter(row -> of(row, "kind").equals("claim"))
          .forEach(row -> verdicts.put(of(row, "suite"), of(row, "verdict")));
      return verdicts;
    }

    String words(String source) {
      List<String> words = new ArrayList<>(Arrays.asList(source.split(" ")));
      double factor =
          words.getLast().matches("x[\\d.e-]+")
              ? Double.parseDouble(words.removeLast().substring(1))
              : 1;
      double value =
          switch (words.getFirst()) {
            case "claim" -> claim(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
            case "ratio" ->
                read(words.get(1), ratios(words.get(2), words.get(3), words.get(4)), Spread::of);
            case "lower", "upper" ->
                read(
                    words.getFirst(),
                    List.copyOf(rounds(words.get(1), words.get(2)).values()),
                    Spread::ofListed);
            default ->
                read(
                    words.getFirst(),
                    List.copyOf(rounds(words.get(1), words.get(2)).values()),
                    Spread::of);
          };
      return Digits.of(value * factor);
    }

    private static double read(
        String what, List<Double> values, Function<List<Double>, Optional<Spread>> of) {
      Spread spread = of.apply(values).orElseThrow();
      return switch (what) {
        case "mean", "upper" -> spread.upper();
        case "lower" -> spread.lower();
        case "low" -> spread.whisker().orElseThrow().low();
        case "high" -> spread.whisker().orElseThrow().high();
        case "least" -> spread.lowest();
        case "most" -> spread.highest();
        case "rounds" -> spread.rounds();
        default -> throw new IllegalArgumentException("no \"" + what + "\" in docs/figures.txt");
      };
    }

    private double claim(String column, String suite, int nth) {
      return Double.parseDouble(
          of(
              claims.stream()
                  .filter(
                      row -> of(row, "suite").equals(suite) && of(row, "kind").equals("comparison"))
                  .toList()
                  .get(nth - 1),
              column));
    }

    /** Of rounds that both have: they are pairs, as for the claims. */
    private List<Double> ratios(String column, String over, String under) {
      Map<String, Double> above = rounds(column, over);
      Map<String, Double> below = rounds(column, under);
      return above.keySet().stream()
          .filter(below::containsKey)
          .map(round -> above.get(round) / below.get(round))
          .toList();
    }

    /** The figure of each round that counts; of a cell without a valid one, what was reached. */
    private Map<String, Double> rounds(String column, String cell) {
      Map<String, Double> valid = rounds(column, cell, "valid");
      return valid.isEmpty() ? rounds(column, cell, "saturated") : valid;
    }

    private Map<String, Double> rounds(String column, String cell, String status) {
      Map<String, Double> rounds = new HashMap<>();
      windows.stream()
          .filter(row -> of(row, "cell").equals(cell) && of(row, "status").equals(status))
          .forEach(row -> rounds.putIfAbsent(of(row, "round"), value(row, column)));
      return rounds;
    }

    /** A column; a sum of two, as {@code a+b}; or {@code slope:LiveHeapBytes}, per connection. */
    private static double value(Map<String, String> row, String column) {
      if (column.startsWith("slope:")) {
        String part = column.substring("slope:".length());
        return (number(row, "memory" + part) - number(row, "baselineMemory" + part))
            / (number(row, "memoryConnections") - number(row, "baselineMemoryConnections"));
      }
      return Arrays.stream(column.split("\\+")).mapToDouble(name -> number(row, name)).sum();
    }

    private static double number(Map<String, String> row, String column) {
      return Double.parseDouble(of(row, column));
    }

    private static String of(Map<String, String> row, String column) {
      String value = row.get(column);
      if (value == null) {
        throw new IllegalArgumentException("no column \"" + column + "\"");
      }
      return value;
    }
  }
}
