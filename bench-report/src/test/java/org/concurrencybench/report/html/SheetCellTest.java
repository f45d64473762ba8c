package org.concurrencybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;
import org.junit.jupiter.api.Test;

class SheetCellTest {

  @Test
  void whatIsShownAndNotRankedAnswersNoQuestion() {
    Run run = SampleRun.ended();
    assertThat(run.cells()).filteredOn(cell -> !cell.ranked()).isNotEmpty();
    assertThat(SheetCell.of(run))
        .isNotEmpty()
        .allSatisfy(answering ->
            assertThat(run.cell(answering.id())).get().matches(Cell::ranked, "ranked"));
  }
}
