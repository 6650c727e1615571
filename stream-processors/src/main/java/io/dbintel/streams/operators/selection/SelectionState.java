package io.dbintel.streams.operators.selection;

import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.statements.StatementDelta;

/**
 * How far the selection of a poll's named rows has come.
 *
 * @param read the poll
 * @param interval its interval
 * @param chunk position of its last chunk so far
 * @param cut lowest load bucket that passes
 * @param named rows named so far
 * @param histogram loads of the rows so far
 * @param held rows summed so far and not told yet
 * @param remainder their sum
 */
public record SelectionState(
    ReadId read,
    Interval interval,
    int chunk,
    int cut,
    int named,
    LoadHistogram histogram,
    long held,
    StatementDelta remainder) {}
