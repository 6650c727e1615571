package io.dbintel.streams.records;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A raw record whose fields hold what they should.
 *
 * @param value the record
 * @param problems rows that cannot be used; only of a statement poll chunk
 */
public record Validated(SpecificRecord value, List<RowProblem> problems) {}
