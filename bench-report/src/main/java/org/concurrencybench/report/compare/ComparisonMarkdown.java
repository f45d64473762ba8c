package org.concurrencybench.report.compare;

import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.report.table.MarkdownText;
import org.concurrencybench.report.table.Provenance;

/** A comparison for a pull request. */
public final class ComparisonMarkdown {

  private final RunComparison comparison;
  private final StringBuilder out = new StringBuilder();

  private ComparisonMarkdown(RunComparison comparison) {
    this.comparison = comparison;
  }

  /** The whole file. */
  public static String of(RunComparison comparison) {
    return new ComparisonMarkdown(comparison).write();
  }

  private String write() {
    line("# " + MarkdownText.escaped(comparison.a().id() + " against " + comparison.b().id()));
    line("");
    line("**" + MarkdownText.escaped(comparison.sentence()) + "**");
    line("");
    item("A: " + Preface.run(comparison.a()));
    item("B: " + Preface.run(comparison.b()));
    item("both on: " + Provenance.machine(comparison.b().environment().machine()));
    section("What differs", comparison.notes());
    FigureGroup.of(comparison).forEach(this::group);
    section(
        "Not sustained alike",
        comparison.sustained().stream()
            .map(sustained -> sustained.cell().id() + ": " + sustained.words())
            .toList());
    section(
        "Measured in A and not in B",
        comparison.unmeasured().stream().map(Unmeasured::sentence).toList());
    section("Not compared", comparison.notCompared());
    section("How to read it", Preface.howToRead());
    return out.toString();
  }

  private void group(FigureGroup group) {
    title(group.suite() + ": " + group.label());
    line("| load | contender | A | B | B/A | 95 % interval | B is |");
    line("| --- | --- | ---: | ---: | ---: | ---: | --- |");
    group
        .byLoad()
        .forEach((load, figures) -> {
          String name = load;
          for (ComparedFigure figure : figures) {
            line(
                MarkdownText.row(
                    Stream.of(
                            Stream.of(name, FigureGroup.name(figure)),
                            FigureGroup.row(figure).stream(),
                            Stream.of(figure.words()))
                        .flatMap(texts -> texts)
                        .toList()));
            name = "";
          }
        });
  }

  private void section(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      title(title);
      sentences.forEach(this::item);
    }
  }

  private void title(String title) {
    line("");
    line("## " + MarkdownText.escaped(title));
    line("");
  }

  private void item(String text) {
    line("- " + MarkdownText.escaped(text));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
