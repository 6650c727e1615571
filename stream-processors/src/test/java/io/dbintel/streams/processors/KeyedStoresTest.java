package io.dbintel.streams.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.commands.Commands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

class KeyedStoresTest {
  private static final KeyedState<String, String> STATE =
      new KeyedState<>("notes", key -> key.getBytes(StandardCharsets.UTF_8), new TextPart(1));

  /** Remembers for each key what the test says. */
  private final class Notes implements KeyedOperator<String, String> {
    @Override
    public String name() {
      return "notes";
    }

    @Override
    public KeyedState<String, String> state() {
      return STATE;
    }

    @Override
    public List<String> keys(InstanceTurn turn) {
      return keys;
    }

    @Override
    public String decide(String key, String prior, InstanceTurn turn) {
      priors.add(prior);
      if ("held".equals(key)) {
        turn.hold("because");
        return prior;
      }
      return next.get(key);
    }

    @Override
    public int sweep(InstanceTurn turn) {
      return sweep;
    }

    @Override
    public boolean keeps(String state, InstanceTurn turn) {
      looked.add(state);
      return !dropped.contains(state);
    }
  }

  /** Looks up a note after the keyed operators decided. */
  private final class Reader implements InstanceOperator<Void> {
    @Override
    public String name() {
      return "reader";
    }

    @Override
    public PartCodec<Void> part() {
      return null;
    }

    @Override
    public Void decide(Void prior, InstanceTurn turn) {
      return null;
    }

    @Override
    public Void afterRows(Void prior, InstanceTurn turn) {
      found = turn.lookUp(STATE, "a");
      return null;
    }
  }

  private final ProcessorHarness harness =
      new ProcessorHarness(List.of(new Commands(), new Reader()), List.of(new Notes()), List.of());
  private final TreeMap<String, String> next = new TreeMap<>();
  private final List<String> priors = new ArrayList<>();
  private final List<String> looked = new ArrayList<>();
  private List<String> keys = List.of();
  private Set<String> dropped = Set.of();
  private int sweep;
  private String found;

  @Test
  void whatIsDecidedIsReadByOthersInTheSameTurnAndStoredAtItsEnd() {
    note("a", "one");
    assertThat(found).isEqualTo("one");
    assertThat(content()).hasSize(1);
    note("a", "two");
    assertThat(priors).containsExactly(null, "one");
  }

  @Test
  void keyNamedTwiceInATurnSeesWhatWasDecidedFirst() {
    next.put("a", "one");
    keys = List.of("a", "a");
    send();
    assertThat(priors).containsExactly(null, "one");
  }

  @Test
  void nullForgetsAndNothingChangedWritesNothing() {
    note("a", "one");
    byte[] stored = content().get(0).value;
    note("a", "one");
    assertThat(content().get(0).value).isSameAs(stored);
    next.remove("a");
    send();
    assertThat(content()).isEmpty();
  }

  @Test
  void storedFormIsFormatPartVersionLengthAndBytes() {
    note("a", "one");
    assertThat(content().get(0).value).containsExactly(1, 1, 1, 4, 3, 'o', 'n', 'e');
    assertThat(content().get(0).key.get()).hasSize(17).endsWith('a');
  }

  @Test
  void heldKeysAreCounted() {
    keys = List.of("a", "held");
    send();
    assertThat(harness.counts)
        .containsEntry("notes in", 2L)
        .containsEntry("notes out", 1L)
        .containsEntry("notes held because", 1L);
  }

  @Test
  void sweepsGoOnWhereTheLastOneEndedAndBeginAgainAtTheEnd() {
    for (String key : List.of("a", "b", "c", "d", "e")) {
      note(key, key);
    }
    other();
    keys = List.of();
    sweep = 2;
    send();
    assertThat(looked).containsExactly("a", "b");
    send();
    assertThat(looked).containsExactly("a", "b", "c", "d");
    dropped = Set.of("e", "a");
    send();
    send();
    assertThat(looked).containsExactly("a", "b", "c", "d", "e", "a", "b");
    assertThat(notes()).containsExactly("b", "c", "d", "z");
  }

  @Test
  void sweepLooksAtWhatTheTurnDecided() {
    note("a", "one");
    next.put("a", "two");
    sweep = 10;
    send();
    assertThat(looked).containsExactly("two");
  }

  @Test
  void forgetDeletesTheInstancesValuesAndItsPlaceAlone() {
    for (String key : List.of("a", "b", "c")) {
      note(key, key);
    }
    other();
    keys = List.of();
    sweep = 1;
    send();
    assertThat(content()).hasSize(5);

    harness.send(Verified.order(CommandKind.FORGET, "1"));

    assertThat(found).isNull();
    assertThat(content()).hasSize(1);
    assertThat(notes()).containsExactly("z");
  }

  @Test
  void storeWithoutOperatorIsNamedInTheError() {
    KeyedState<String, String> unknown = new KeyedState<>("plans", STATE.key(), new TextPart(1));
    KeyedStores stores = new KeyedStores(List.of(), name -> null);
    assertThatThrownBy(() -> stores.read(unknown, "a")).hasMessageContaining("plans");
  }

  private void note(String key, String text) {
    next.put(key, text);
    keys = List.of(key);
    send();
  }

  private void other() {
    next.put("z", "z");
    keys = List.of("z");
    harness.send("acme/other", Verified.outcome(PollStatus.OK));
  }

  private void send() {
    harness.send(Verified.outcome(PollStatus.OK));
  }

  private List<KeyValue<Bytes, byte[]>> content() {
    return ProcessorHarness.content(harness.keyed("notes"));
  }

  private List<String> notes() {
    return content().stream()
        .filter(row -> row.key.get().length > 16)
        .map(
            row -> new String(row.key.get(), 16, row.key.get().length - 16, StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }
}
