package io.dbintel.streams.validation;

import io.dbintel.streams.records.StatementChunk;
import java.util.List;

/**
 * A chunk and what is wrong with single rows of it.
 *
 * @param chunk the chunk; bad rows with a valid key are unreadable, the others are left out
 * @param problems one for each bad row
 */
record DecodedChunk(StatementChunk chunk, List<RowProblem> problems) {}
