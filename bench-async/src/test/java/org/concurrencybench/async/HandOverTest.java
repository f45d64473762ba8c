package org.concurrencybench.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandOverTest {

  private final EventLoop loop = new CountingLoop();
  private final HandOver handOver = new HandOver(loop);
  private final List<Integer> done = new ArrayList<>();
  private int told;

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void muchIsDoneInItsOrderByOneTask() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      handOver.leave(() -> done.add(number));
    }
    onTheLoopWhileItIsBusy(() -> {
      handOver.tell();
      handOver.tell();
    });
    assertThat(done).hasSize(1_000).isSorted();
    assertThat(told).isEqualTo(1);
  }

  @Test
  void nothingLeftIsNothingTold() throws Exception {
    onTheLoopWhileItIsBusy(handOver::tell);
    assertThat(told).isZero();
  }

  @Test
  void whatIsLeftMeanwhileIsDoneNextTime() throws Exception {
    handOver.leave(() -> {
      done.add(1);
      handOver.leave(() -> done.add(2));
      handOver.tell();
    });
    onTheLoopWhileItIsBusy(handOver::tell);
    onTheLoopWhileItIsBusy(() -> {});
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void theMistakeOfOneHurtsNobodyElse() throws Exception {
    handOver.leave(() -> {
      throw new IllegalStateException("a bug on purpose, for the test");
    });
    handOver.leave(() -> done.add(1));
    onTheLoopWhileItIsBusy(handOver::tell);
    assertThat(done).containsExactly(1);
  }

  /**
   * Tells while the loop is doing something else, and returns when it has done what it was told.
   */
  private void onTheLoopWhileItIsBusy(Runnable telling) throws Exception {
    var go = new CountDownLatch(1);
    var busy = new CountDownLatch(1);
    loop.submit(() -> {
      busy.countDown();
      go.await();
      return null;
    });
    busy.await();
    int before = told;
    telling.run();
    int after = told;
    go.countDown();
    loop.submit(() -> null).sync();
    told = after - before;
  }

  /** Counts what others have it execute. */
  private final class CountingLoop extends DefaultEventLoop {

    @Override
    public void execute(Runnable task) {
      told++;
      super.execute(task);
    }
  }
}
