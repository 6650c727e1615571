package io.dbintel.ctl.compare;

/** Ledger and database cannot be compared now; the message says why and what to do. */
public final class IncomparableException extends Exception {

  private static final long serialVersionUID = 1L;

  IncomparableException(String message) {
    super(message);
  }
}
