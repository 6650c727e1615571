/**
 * Servers as they are out there: {@code odd} has a small class for each, {@link FieldProof} runs
 * them one after the other with a real agent and a real broker on a {@link FieldRig}.
 */
package io.dbintel.systemtests.field;
