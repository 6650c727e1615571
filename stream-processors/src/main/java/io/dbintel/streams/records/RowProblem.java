package io.dbintel.streams.records;

/**
 * Why a row of a chunk cannot be used.
 *
 * @param index position of the row in the chunk
 * @param keyKnown true when the row's identity is valid, so that the row is known to be there
 * @param message what was found and what was expected, free of literals
 */
public record RowProblem(int index, boolean keyKnown, String message) {}
