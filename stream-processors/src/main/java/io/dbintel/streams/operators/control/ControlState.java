package io.dbintel.streams.operators.control;

import io.dbintel.streams.operator.RecordedRequests.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the operators ask of the agents of an instance, and the document that says so.
 *
 * @param version of the last document; grows by one with every change
 * @param fullPolls generation of full polls asked for
 * @param validUntil of the last document, µs of the instance clock; 0 for ever
 * @param requests what operators ask for, sorted by their names
 */
record ControlState(long version, long fullPolls, long validUntil, List<StandingRequest> requests) {
  static final ControlState NOTHING_ASKED = new ControlState(0, 0, 0, List.of());

  ControlState {
    requests = List.copyOf(requests);
  }

  MergedRequests merged() {
    return MergedRequests.of(requests);
  }

  /** This without what operators ask for: they were made to forget why. */
  ControlState withdrawn() {
    return new ControlState(version, fullPolls, validUntil, List.of());
  }

  /** This without what other operators than those of these names ask for. */
  ControlState of(Set<String> operators) {
    List<StandingRequest> left =
        requests.stream().filter(request -> operators.contains(request.operator())).toList();
    return new ControlState(version, fullPolls, validUntil, left);
  }

  /** This with the requests of a turn. Full polls asked for in one turn are one. */
  ControlState with(List<Request> more) {
    SortedMap<String, StandingRequest> byOperator = new TreeMap<>();
    requests.forEach(request -> byOperator.put(request.operator(), request));
    boolean fullPoll = false;
    for (Request request : more) {
      fullPoll |= request instanceof Request.FullPoll;
      byOperator.compute(
          request.operator(),
          (name, known) -> (known == null ? StandingRequest.none(name) : known).with(request));
    }
    List<StandingRequest> next = new ArrayList<>(byOperator.values());
    next.removeIf(StandingRequest::isNone);
    return new ControlState(version, fullPolls + (fullPoll ? 1 : 0), validUntil, next);
  }

  ControlState issued(long nextVersion, long until) {
    return new ControlState(nextVersion, fullPolls, until, requests);
  }
}
