package io.dbintel.streams.replay;

import com.dynatrace.hash4j.hashing.HashValue128;

/**
 * What a comparison needs to know of a result.
 *
 * @param id record id; of a dead letter, where the refused record stands and why it was refused
 * @param digest of the result's bytes
 * @param kind name of the event, {@code metrics}, or {@code dead letter} with its reason
 * @param instance instance id, or whatever else the key was
 * @param work what statements did, in a statement event
 * @param hasText whether the statement's text is known
 * @param detections private values found, in a ledger
 * @param coldRows statement rows without a base, in what a replay tells of itself
 * @param coldSeries metric series without a base
 */
public record ResultFact(
    String id,
    HashValue128 digest,
    String kind,
    String instance,
    WorkSum work,
    boolean hasText,
    long detections,
    long coldRows,
    long coldSeries) {}
