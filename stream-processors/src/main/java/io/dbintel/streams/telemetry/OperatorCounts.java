package io.dbintel.streams.telemetry;

/**
 * Counts what each operator took in, let out and held back: for every operator in = out + held.
 * Self-telemetry alone; no result depends on it. Thread-safe.
 */
public interface OperatorCounts {

  /** Counts nothing. */
  OperatorCounts NONE =
      new OperatorCounts() {
        @Override
        public void in(String operator, long count) {}

        @Override
        public void out(String operator, long count) {}

        @Override
        public void held(String operator, String reason, long count) {}

        @Override
        public void applied(String instance, long readEnd) {}

        @Override
        public void released(String instance) {}
      };

  /** Records or rows that an operator took in. */
  void in(String operator, long count);

  /** Records or rows that it let pass. */
  void out(String operator, long count);

  /** Records or rows that it held back for a reason. */
  void held(String operator, String reason, long count);

  /** Decisions of an operator, by kind: why it let pass, and what else it did on the way. */
  default void decided(String operator, String kind, long count) {}

  /** A read of the instance was applied that ended at {@code readEnd}, µs of the database clock. */
  void applied(String instance, long readEnd);

  /** The instance is no longer processed here, or is forgotten: nothing more is told of it. */
  void released(String instance);
}
