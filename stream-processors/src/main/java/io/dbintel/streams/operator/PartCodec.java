package io.dbintel.streams.operator;

/**
 * Writes and reads one operator's part of a stored value.
 *
 * <p>A part only grows at its end: a reader ignores bytes that a newer version appended and takes
 * defaults where {@link StateReader#exhausted()}. A change that is not an addition takes a new id.
 *
 * @param <S> the operator's state
 */
public interface PartCodec<S> {

  /** Identifies the part in stored values, above 0; never used again for anything else. */
  int id();

  /** Grows by one with every field appended. */
  int version();

  /** Writes {@code state}, not null. */
  void write(S state, StateWriter out);

  /** Reads what {@code version} wrote. */
  S read(StateReader in, int version);
}
