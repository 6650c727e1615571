package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementKey;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever an event holds: its bytes are those of Avro's encoder, as {@link Decoded} checks. */
class EventEncodingPropertyTest {
  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());
  private static final SystemCatalogue POSTGRESQL = SystemCatalogue.of("postgresql");
  private static final long COUNTERS = counters(POSTGRESQL.statements().orElseThrow());

  private final EventMapper mapper = new EventMapper();
  private final SampleMapper samples = new SampleMapper();

  private static long counters(StatementCatalogue catalogue) {
    long mask = 0;
    for (StatementCounter counter : catalogue.counters()) {
      mask |= 1L << counter.number();
    }
    return mask;
  }

  @Property(tries = 300)
  void namedStatementsAreEncodedAsAvroDoes(
      @ForAll long mask,
      @ForAll @LongRange(min = 0) long value,
      @ForAll @IntRange(min = 0, max = 7) int flags,
      @ForAll @StringLength(max = 90) String name,
      @ForAll @StringLength(max = 3_000) String sql,
      @ForAll @Size(min = 1, max = 64) byte[] key,
      @ForAll boolean known,
      @ForAll @LongRange(min = 0) long time) {
    long read = mask & COUNTERS;
    long[] values = new long[Long.bitCount(read)];
    for (int i = 0; i < values.length; i++) {
      values[i] = value >>> i;
    }
    StatementText text = known ? new StatementText(clean(sql), clean(name), value) : null;

    ResultEvent event =
        Decoded.event(
            mapper.named(
                "acme/orders",
                time / 1_000_000,
                new Insight.NamedStatement(
                    source(name),
                    new ReadId("a", 1),
                    StatementKey.of(InstanceHash.of("acme/orders"), key),
                    name,
                    known,
                    new StatementDelta(read, values, flags),
                    new Interval(0, time),
                    known ? clean(name) : null,
                    null,
                    text)));

    assertThat(event.getTime()).isEqualTo(time);
    assertThat(event.getResource().getServerAddress()).isEqualTo(clean(name).toString());
    if (known) {
      assertThat(event.getAttributes()).containsEntry("db.query.text", clean(sql).toString());
    }
    for (StatementCounter counter : POSTGRESQL.statements().orElseThrow().counters()) {
      long bit = 1L << counter.number();
      if ((read & bit) != 0 && counter.isTime()) {
        long nanos = values[Long.bitCount(read & (bit - 1))];
        assertThat(event.getAttributes())
            .containsEntry("dbintel." + counter.name() + "_ns", nanos)
            .containsEntry("postgresql." + counter.name(), nanos / 1e6);
      }
    }
  }

  @Property(tries = 200)
  void samplesAreEncodedAsAvroDoes(
      @ForAll @StringLength(max = 60) String text,
      @ForAll @Size(max = 5) List<@StringLength(max = 8) String> blockers,
      @ForAll @Size(max = 4) List<@StringLength(max = 50) String> tags,
      @ForAll boolean active,
      @ForAll @LongRange(min = 1, max = 4_000_000_000_000_000L) long time) {
    TreeMap<String, CleanText> comments = new TreeMap<>();
    tags.forEach(tag -> comments.put("t" + tag, clean(tag)));
    CleanText name = active ? clean(text) : null;
    SessionSnapshot session =
        new SessionSnapshot(
            text,
            time,
            name,
            name,
            name,
            name,
            active ? 1 : null,
            null,
            name,
            name,
            active,
            name,
            name,
            text,
            new StatementText(clean(text), name, time),
            active ? time : null,
            null,
            time,
            null,
            blockers,
            comments);

    ResultEvent event =
        Decoded.event(
            samples.map(
                "acme/orders",
                7,
                new Insight.QuerySample(source(text), new ReadId("a", 1), time, session, 2.5)));

    assertThat(event.getEventName()).isEqualTo("db.server.query_sample");
    assertThat(event.getObservedTime()).isEqualTo(7_000);
  }

  private static Source source(String address) {
    return new Source(POSTGRESQL, clean(address), 5_432);
  }

  private static CleanText clean(String text) {
    return VERIFIER.trustCatalogueName(text);
  }
}
