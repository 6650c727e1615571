package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.streams.admin.live.LiveInstance;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operators.circuit.CircuitBreaker;
import io.dbintel.streams.operators.circuit.CircuitConfig;
import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.streams.operators.sampler.OverrideState;
import io.dbintel.streams.operators.sampler.SamplerConfig;
import io.dbintel.streams.operators.sampler.SamplerOverride;
import io.dbintel.streams.operators.sampler.SamplingRates;
import io.dbintel.streams.operators.sampler.SamplingRates.RuleRate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What is remembered of an instance, in the words of the API. */
final class InstanceAnswers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String GAPS = "gaps.";
  private static final List<String> SUMS = List.of("in", "named", "remainder");

  private final CircuitBreaker circuit;
  private final SamplingRates rates;
  private final SamplerConfig sampler;

  InstanceAnswers(CircuitConfig circuit, SamplerConfig sampler) {
    this.circuit = new CircuitBreaker(circuit);
    this.rates = new SamplingRates(sampler);
    this.sampler = sampler;
  }

  /** A line of the list of instances. */
  ObjectNode instance(
      String name, SectionedState state, Cluster.Place place, Optional<LiveInstance> live) {
    ObjectNode node = NODES.objectNode().put("instance", name);
    node.put("system", live.map(LiveInstance::system).orElse(null));
    node.put("partition", place.partition()).put("host", place.host());
    node.put("circuit", circuit.standing(name, state).state());
    Long read = Ledger.standing(state).map(hour -> hour.entries().get("last_read")).orElse(0L);
    node.put("last_read", Times.ofMicros(read));
    List<RuleRate> all = rates.standing(state);
    Double last = all.isEmpty() ? null : all.get(all.size() / 2 - 1).rate();
    node.put("sampling_rate", SamplerOverride.of(state).map(OverrideState::rate).orElse(last));
    return node;
  }

  /** The circuit, without its thresholds. */
  ObjectNode circuit(String name, SectionedState state) {
    CircuitBreaker.Standing standing = circuit.standing(name, state);
    ObjectNode node = NODES.objectNode().put("instance", name).put("state", standing.state());
    node.put("since", Times.ofMillis(standing.since()));
    String reason = standing.forced() ? "command" : standing.reason();
    node.put("reason", reason.isEmpty() ? null : reason);
    return node.put("forced", standing.forced());
  }

  /** The circuit, with its thresholds. */
  ObjectNode wholeCircuit(String name, SectionedState state) {
    ObjectNode node = circuit(name, state);
    ObjectNode thresholds = node.putObject("thresholds");
    circuit
        .standing(name, state)
        .thresholds()
        .forEach((limit, value) -> put(thresholds, limit, value));
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      node.put(name, (long) value);
    } else {
      node.put(name, value);
    }
  }

  /** Rates of the rules, and an override. */
  ObjectNode sampling(String name, SectionedState state) {
    ObjectNode node = NODES.objectNode().put("instance", name);
    node.put("target_per_minute", sampler.targetPerMinute()).put("shadow", sampler.shadow());
    ArrayNode list = node.putArray("rates");
    for (RuleRate rate : rates.standing(state)) {
      list.addObject()
          .put("rule", rate.rule())
          .put("stratum", rate.ofSessions() ? "sessions" : "statements")
          .put("rate", rate.rate())
          .put("configured", rate.configured());
    }
    Optional<OverrideState> override = SamplerOverride.of(state);
    if (override.isEmpty()) {
      node.putNull("override");
      return node;
    }
    OverrideState one = override.get();
    node.putObject("override")
        .put("rate", one.rate())
        .put("expires_at", Times.ofMillis(one.expiresAt()))
        .put("author", one.author().toString())
        .put("reason", one.reason() == null ? "" : one.reason().toString());
    return node;
  }

  /** Hours of the ledger, the latest first. */
  ObjectNode ledger(String name, SectionedState state, Optional<LiveInstance> live, long hours) {
    ObjectNode node = NODES.objectNode().put("instance", name);
    ArrayNode list = node.putArray("hours");
    Optional<Ledger.Hour> running = Ledger.standing(state);
    running.ifPresent(hour -> list.add(hour(hour.hour(), false, hour.entries())));
    for (Insight.Ledger ended : live.map(LiveInstance::endedHours).orElse(List.of())) {
      boolean isOver = running.isEmpty() || ended.hour() != running.get().hour();
      if (list.size() < hours && isOver) {
        list.add(hour(ended.hour(), true, ended.entries()));
      }
    }
    return node;
  }

  private static ObjectNode hour(long hour, boolean complete, SortedMap<String, Long> entries) {
    ObjectNode node = NODES.objectNode();
    node.put("hour", Times.ofHours(hour)).put("complete", complete);
    for (String sum : SUMS) {
      node.putObject(sum)
          .put("calls", entries.get("calls." + sum))
          .put("rows", entries.get("rows." + sum))
          .put("time_ns", entries.get("time_ns." + sum));
    }
    ObjectNode gaps = node.putObject("gaps");
    for (Map.Entry<String, Long> entry : entries.tailMap(GAPS).entrySet()) {
      if (entry.getKey().startsWith(GAPS)) {
        gaps.put(entry.getKey().substring(GAPS.length()), entry.getValue());
      }
    }
    node.put("rows_left", entries.get("rows_left_view"));
    node.put("evictions", entries.get("evictions"));
    node.put("hidden_rows", entries.get("hidden_rows"));
    node.put("stale", entries.get("chunks.stale"));
    node.put("last_read", Times.ofMicros(entries.get("last_read")));
    ObjectNode all = node.putObject("entries");
    entries.forEach(all::put);
    return node;
  }
}
