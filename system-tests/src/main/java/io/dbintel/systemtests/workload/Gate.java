package io.dbintel.systemtests.workload;

/** Lets a workload's threads through, or holds them back and waits until none is inside. */
final class Gate {

  private boolean open;
  private boolean closedForGood;
  private int inside;

  /** Waits until the gate is open; false when it will never open again. */
  synchronized boolean enter() {
    while (!open && !closedForGood) {
      await();
    }
    if (closedForGood) {
      return false;
    }
    inside++;
    return true;
  }

  synchronized void leave() {
    inside--;
    notifyAll();
  }

  synchronized void open() {
    open = true;
    notifyAll();
  }

  /** Closes the gate and returns when everybody has left. */
  synchronized void close() {
    open = false;
    while (inside > 0 && !closedForGood) {
      await();
    }
  }

  synchronized void closeForGood() {
    closedForGood = true;
    notifyAll();
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      closedForGood = true;
      Thread.currentThread().interrupt();
    }
  }
}
