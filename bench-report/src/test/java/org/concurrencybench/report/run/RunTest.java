package org.concurrencybench.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.figure.Figure;
import org.junit.jupiter.api.Test;

class RunTest {

  private static final Cell CELL =
      Cell.of("chat", "threaded", "direct", "tcp", "members-100", Parameters.NONE);

  @Test
  void idNamesSuiteContenderProtocolAndLevel() {
    assertThat(CELL.id()).isEqualTo("chat/threaded+direct/tcp/members-100");
    assertThat(CELL.contender()).isEqualTo("threaded+direct");
    assertThat(CELL.load()).isEqualTo("tcp/members-100");
  }

  @Test
  void anIdThatDoesNotFitIsRefused() {
    assertThatThrownBy(() ->
            new Cell(
                "chat/async/tcp/x",
                "chat",
                "threaded",
                null,
                "tcp",
                "x",
                Parameters.NONE,
                true,
                List.of(),
                null,
                List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id \"chat/async/tcp/x\", must be \"chat/threaded/tcp/x\"");
  }

  @Test
  void windowsGoToTheirRoundInOrderOfNumbers() {
    Window first = Window.failed(1, 1, SampleRun.START, "late driver");
    Window second = Window.failed(7, 2, SampleRun.START, "late driver again");
    Cell cell = CELL.withWindow(3, first).withWindow(1, first).withWindow(3, second);
    assertThat(cell.rounds())
        .containsExactly(new Round(1, List.of(first)), new Round(3, List.of(first, second)));
  }

  @Test
  void anInvalidWindowNeverStandsForItsRound() {
    Window invalid = Window.failed(1, 1, SampleRun.START, "late driver");
    Window valid = SampleRun.ended().cells().getFirst().rounds().getFirst().windows().getFirst();
    assertThat(new Round(1, List.of(invalid)).result()).isEmpty();
    assertThat(new Round(1, List.of(invalid, valid)).result()).contains(valid);
    assertThat(new Round(1, List.of(valid, invalid)).result()).contains(valid);
    Window better = valid.judged(WindowStatus.VALID, List.of(), MachineNoise.NOT_MEASURED);
    assertThat(new Round(1, List.of(invalid, valid, better)).result()).contains(valid);
  }

  @Test
  void aWindowThatIsNotValidMustSayWhy() {
    Window died = Window.failed(1, 1, SampleRun.START, "the server died");
    assertThatThrownBy(() -> with(died, WindowStatus.INVALID, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window that is invalid with the reasons []");
    assertThatThrownBy(() -> with(died, WindowStatus.VALID, List.of("but")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window that is valid with the reasons [but]");
  }

  @Test
  void twoCellsWithTheSameIdAreRefused() {
    Run run = SampleRun.begun();
    assertThatThrownBy(() ->
            Run.started(
                run.id(), run.startedAt(), run.environment(), run.plan(), List.of(CELL, CELL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("two cells with the same id among ");
  }

  @Test
  void bytesPerConnectionIsTheSlope() {
    MemoryParts few = new MemoryParts(100, 1_000, 10_000, 50, 16_384);
    MemoryParts many = new MemoryParts(300, 3_000, 14_000, 150, 3 * 16_384);
    assertThat(Memory.slope(few, many).bytesPerConnection())
        .isEqualTo((2_000 + 4_000 + 100 + 2 * 16_384) / 200.0);
    assertThatThrownBy(() -> Memory.slope(many, few)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kernelsSocketIsAPartOfItsOwn() {
    MemoryParts few = new MemoryParts(100, 1_000, 0, 0, 0);
    Memory process = Memory.slope(few, new MemoryParts(300, 3_000, 0, 0, 0));
    assertThat(process.countsKernelSockets()).isFalse();
    assertThat(Figure.BYTES_PER_CONNECTION.of(window(process))).as("never mixed").isNull();
    assertThat(Figure.BYTES_WITHOUT_KERNEL.of(window(process))).isEqualTo(10);

    Memory all = process.withKernelSockets(3_900.0, "slab caches");
    assertThat(all.parts().kernelSocketBytes()).isEqualTo(300 * 3_900);
    assertThat(all.bytesPerConnection()).isEqualTo(3_910);
    assertThat(all.processBytesPerConnection()).isEqualTo(10);
    assertThat(Figure.BYTES_PER_CONNECTION.of(window(all))).isEqualTo(3_910);
    assertThat(Figure.BYTES_WITHOUT_KERNEL.of(window(all))).isNull();

    Memory unknown = process.withKernelSockets(null, "not counted: no /proc");
    assertThat(unknown.countsKernelSockets()).isFalse();
    assertThat(unknown.kernelSockets()).isEqualTo("not counted: no /proc");
    assertThatThrownBy(() -> Memory.slope(few, all.parts()))
        .hasMessageStartingWith("the kernel's sockets are counted in one only of ");
  }

  private static Window window(Memory memory) {
    return SampleRun.withMemory(memory);
  }

  @Test
  void parametersKeepTheirTypes() {
    Parameters parameters =
        Parameters.NONE.with("a", 5).with("b", 2.5).with("c", "open").with("d", true);
    assertThat(parameters.number("a")).isEqualTo(5);
    assertThat(parameters.number("b")).isEqualTo(2.5);
    assertThat(parameters.number("c")).isNull();
    assertThat(parameters.number("none")).isNull();
    assertThat(parameters.text("d")).isEqualTo("true");
    assertThat(parameters.values().keySet()).containsExactly("a", "b", "c", "d");
  }

  private static Window with(Window window, WindowStatus status, List<String> reasons) {
    return new Window(
        window.order(),
        window.attempt(),
        status,
        reasons,
        window.startedAt(),
        window.durationSeconds(),
        window.throughput(),
        window.latency(),
        window.deliveries(),
        window.server(),
        window.driver(),
        window.machine(),
        window.memory(),
        window.errors(),
        window.extra(),
        window.histogramPath());
  }
}
