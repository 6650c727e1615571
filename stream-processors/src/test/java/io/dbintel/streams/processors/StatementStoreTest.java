package io.dbintel.streams.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class StatementStoreTest {
  private static final TextPart PART = new TextPart(7);
  private static final int INSTANCES = 3;

  private final KeyValueStore<Bytes, byte[]> pages = pages();
  private final SectionedState state = new SectionedState();

  private static KeyValueStore<Bytes, byte[]> pages() {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("pages"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(new MockProcessorContext<String, String>().getStateStoreContext(), store);
    return store;
  }

  private static byte[] hash(int instance) {
    byte[] hash = new byte[StatementKey.PREFIX];
    Arrays.fill(hash, (byte) (instance == 0 ? 0 : 0xFD + instance));
    return hash;
  }

  private static StatementKey key(int instance, int number) {
    int length = 1 + number % 3;
    byte[] key = new byte[length];
    key[0] = (byte) (number >> 2);
    for (int i = 1; i < length; i++) {
      key[i] = (byte) (number * 31 + i);
    }
    return StatementKey.of(hash(instance), key);
  }

  /** What a store without pages would hold. */
  private final TreeMap<StatementKey, String> expected = new TreeMap<>();

  /** Random chunks of instances, some of full polls, some after all was forgotten. */
  @Property(tries = 300)
  void holdsWhatWasPut(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int maxPages) {
    Random random = new Random(seed);
    expected.clear();
    pages.all().forEachRemaining(page -> pages.delete(page.key));
    StatementStore store = new StatementStore(pages, maxPages);
    for (int record = 0; record < 40; record++) {
      int instance = random.nextInt(INSTANCES);
      store.begin(hash(instance));
      switch (random.nextInt(20)) {
        case 0 -> {
          store.deleteAll();
          expected.keySet().removeIf(each -> belongsTo(each, instance));
        }
        case 1, 2, 3, 4, 5 -> join(store, instance, random);
        default -> readAndPut(store, instance, random);
      }
      store.flush();
      if (random.nextInt(10) == 0) {
        store = new StatementStore(pages, maxPages);
      }
    }
    assertThat(content()).isEqualTo(expected);
    assertPagesAreOfUsefulSize();
  }

  private static boolean belongsTo(StatementKey key, int instance) {
    return Arrays.equals(hash(instance), Arrays.copyOf(key.storeKey(), StatementKey.PREFIX));
  }

  private void readAndPut(StatementStore store, int instance, Random random) {
    for (StatementKey key : someKeys(instance, random, KeyRange.ALL)) {
      boolean known = store.read(key.storeKey(), state);
      assertThat(known).isEqualTo(expected.containsKey(key));
      assertThat(state.get(PART)).isEqualTo(expected.get(key));
      change(store, key, known, random);
    }
  }

  private void change(StatementStore store, StatementKey key, boolean known, Random random) {
    int what = random.nextInt(5);
    if (what == 0) {
      return;
    }
    String text = what == 1 ? null : "x".repeat(random.nextInt(40));
    state.put(PART, text);
    store.put(key.storeKey(), state, known);
    if (text == null) {
      expected.remove(key);
    } else {
      expected.put(key, text);
    }
  }

  private void join(StatementStore store, int instance, Random random) {
    StatementKey one = key(instance, random.nextInt(1_000));
    StatementKey other = key(instance, random.nextInt(1_000));
    KeyRange range =
        new KeyRange(
            random.nextInt(3) == 0 ? null : one.compareTo(other) < 0 ? one : other,
            random.nextInt(3) == 0 ? null : one.compareTo(other) < 0 ? other : one);
    List<StatementKey> remembered =
        new ArrayList<>(
            expected.keySet().stream()
                .filter(key -> belongsTo(key, instance) && range.contains(key))
                .toList());
    List<StatementKey> rows = new ArrayList<>(someKeys(instance, random, range));
    StatementStore.Scan scan = store.scan(range);
    boolean more = scan.next();
    while (more || !rows.isEmpty()) {
      int order = !more ? 1 : rows.isEmpty() ? -1 : scan.compareTo(rows.get(0));
      if (order > 0) {
        state.reset(null);
        change(store, rows.remove(0), false, random);
        continue;
      }
      StatementKey known = remembered.remove(0);
      assertThat(scan.compareTo(known)).isZero();
      scan.load(state);
      assertThat(state.get(PART)).isEqualTo(expected.get(known));
      if (order == 0) {
        change(store, rows.remove(0), true, random);
      } else if (random.nextBoolean()) {
        scan.delete();
        expected.remove(known);
      }
      more = scan.next();
    }
    assertThat(remembered).isEmpty();
  }

  private static TreeSet<StatementKey> someKeys(int instance, Random random, KeyRange range) {
    TreeSet<StatementKey> keys = new TreeSet<>();
    for (int left = random.nextInt(random.nextInt(4) == 0 ? 129 : 10); left > 0; left--) {
      StatementKey key = key(instance, random.nextInt(1_000));
      if (range.contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private TreeMap<StatementKey, String> content() {
    TreeMap<StatementKey, String> content = new TreeMap<>();
    for (KeyValue<Bytes, byte[]> stored : ProcessorHarness.content(pages)) {
      RowPage page = RowPage.read(stored.key.get(), 0, stored.value);
      for (int row = 0; row < page.count(); row++) {
        page.load(row, state);
        StatementKey key = StatementKey.wrap(page.storeKey(row));
        assertThat(Arrays.compareUnsigned(stored.key.get(), key.storeKey())).isNotPositive();
        assertThat(content.put(key, state.get(PART))).isNull();
      }
    }
    return content;
  }

  private void assertPagesAreOfUsefulSize() {
    for (KeyValue<Bytes, byte[]> stored : ProcessorHarness.content(pages)) {
      int rows = RowPage.read(stored.key.get(), 0, stored.value).count();
      assertThat(rows).isBetween(1, PageWriter.MAX_ROWS);
    }
  }

  @Test
  void rowsThatWereStoredOneByOneBecomePagesWithTheNextFullPoll() {
    Map<StatementKey, String> rows = new TreeMap<>();
    for (int number = 0; number < 100; number++) {
      StatementKey key = key(1, 4 * number + 1);
      SectionedState alone = new SectionedState();
      alone.put(PART, "row " + number);
      pages.put(Bytes.wrap(key.storeKey()), alone.toBytes());
      rows.put(key, "row " + number);
    }

    StatementStore store = new StatementStore(pages);
    store.begin(hash(1));
    StatementStore.Scan scan = store.scan(KeyRange.ALL);
    int seen = 0;
    while (scan.next()) {
      seen++;
    }
    store.flush();

    assertThat(seen).isEqualTo(100);
    assertThat(content()).isEqualTo(rows);
    assertThat(ProcessorHarness.content(pages)).hasSize(7);
  }

  @Test
  void readAloneWritesNothing() {
    StatementStore store = new StatementStore(pages);
    put(store, 0, 60);
    List<KeyValue<Bytes, byte[]>> before = ProcessorHarness.content(pages);

    store.begin(hash(1));
    for (int number = 0; number < 60; number += 7) {
      store.read(key(1, 4 * number).storeKey(), state);
    }
    store.flush();

    List<KeyValue<Bytes, byte[]>> after = ProcessorHarness.content(pages);
    assertThat(after).hasSameSizeAs(before);
    for (int page = 0; page < before.size(); page++) {
      assertThat(after.get(page).value).isSameAs(before.get(page).value);
    }
  }

  private void put(StatementStore store, int from, int to) {
    store.begin(hash(1));
    for (int number = from; number < to; number++) {
      boolean known = store.read(key(1, 4 * number).storeKey(), state);
      state.put(PART, "row " + number);
      store.put(key(1, 4 * number).storeKey(), state, known);
    }
    store.flush();
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    StatementStore store = new StatementStore(pages);
    put(store, 0, 60);
    store.begin(hash(1));
    store.read(key(1, 4 * 59).storeKey(), state);
    assertThatThrownBy(() -> store.read(key(1, 0).storeKey(), state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("out of the order of their keys");
  }

  @Test
  void oneChangeWritesOnePage() {
    StatementStore store = new StatementStore(pages);
    put(store, 0, 60);
    List<KeyValue<Bytes, byte[]>> before = ProcessorHarness.content(pages);

    put(store, 30, 31);

    List<KeyValue<Bytes, byte[]>> after = ProcessorHarness.content(pages);
    assertThat(after).hasSameSizeAs(before);
    long written = 0;
    for (int page = 0; page < before.size(); page++) {
      written += after.get(page).value == before.get(page).value ? 0 : 1;
    }
    assertThat(written).isOne();
  }
}
