package io.dbintel.streams.validation;

/**
 * Why a row of a chunk cannot be used.
 *
 * @param index position of the row in the chunk as sent
 * @param message what was found and what was expected, free of content
 */
record RowProblem(int index, String message) {}
