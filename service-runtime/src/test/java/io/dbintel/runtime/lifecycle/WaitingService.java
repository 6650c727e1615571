package io.dbintel.runtime.lifecycle;

import java.util.concurrent.CountDownLatch;

/** A service that does nothing until it is closed. */
class WaitingService implements Service {

  final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public void start() {
    started.countDown();
  }

  @Override
  public void awaitStop() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** Entry point of the test that signals a real process. */
  public static void main(String[] arguments) {
    System.exit(
        ServiceMain.run(
            "waiting",
            () ->
                new WaitingService() {
                  @Override
                  public void start() {
                    System.out.println("started");
                  }

                  @Override
                  public void close() {
                    System.out.println("closed");
                    super.close();
                  }
                }));
  }
}
